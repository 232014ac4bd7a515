import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { callProgram } from "../cli/call-program.ts";
import { compareDatabases } from "../compare-databases.ts";
import { writeThemedPapers } from "../themed-papers.ts";

const PAPERS_PER_THEME = 12;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-processes-"));
  await writeThemedPapers(join(folder, "papers.jsonl"), PAPERS_PER_THEME);
});
afterAll(() => rm(folder, { recursive: true }));

async function call(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await callProgram(args, { cwd: folder });
  expect(code, stderr).toBe(0);
  return stdout + stderr;
}

const compare = (other: string) =>
  compareDatabases(join(folder, "alone/atlas.duckdb"), join(folder, other, "atlas.duckdb"));

it("four processes embed the papers, and the run that takes their shards makes the same tables as one without", async () => {
  const input = ["papers.jsonl", "--dtype", "q8"];
  const parts = [1, 2, 3, 4].map((number) => call("embed", ...input, "--shard", `${number}/4`, "--output", "parts"));
  for (const [index, said] of (await Promise.all(parts)).entries())
    expect(said).toContain(`vectors-${index + 1}-of-4.parquet: `);
  await call("run", ...input, "--output", "alone");
  const said = await call("run", ...input, "--vectors-from", "parts", "--output", "together");
  expect(said).toMatch(/ 0 papers embedded, \d+ from shards, 0 from the cache/);
  expect((await compare("together")).differing).toEqual([]);

  await rm(join(folder, "parts/vectors-2-of-4.parquet"));
  const lacking = await call("run", ...input, "--vectors-from", "parts", "--output", "lacking");
  expect(lacking).toContain("of 4 shards, one is not there: 2");
  expect(lacking).toMatch(/ [1-9]\d* papers embedded, [1-9]\d* from shards/);
  expect((await compare("lacking")).differing).toEqual([]);

  const other = await callProgram(["run", ...input, "--max-tokens", "64", "--vectors-from", "parts"], { cwd: folder });
  expect(other.code).toBe(2);
  expect(other.stderr).toContain("vectors-1-of-4.parquet: is of another model or setting");
}, 300_000);
