import { appendFile, cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import { examineOutput, type Surveyed } from "../../pipeline/doctor/examine-output.ts";
import type { Finding } from "../../pipeline/doctor/finding.ts";
import { hashFile } from "../../pipeline/hash.ts";
import { readVersion } from "../../pipeline/package-version.ts";
import { loadStages } from "../../pipeline/stages/stages.ts";
import { createFakeEmbedder, sourceOf } from "../embedding/fake-embedder.ts";
import { repeatRun, writeSmallAtlas } from "../small-atlas.ts";

let folder: string;
let input: string;
let good: string;
let surveyed: Surveyed;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  ({ input, output: good } = await writeSmallAtlas(folder));
  surveyed = {
    versions: { "topic-atlas": await readVersion(), node: "20.19.0", duckdb: "v1.5.6" },
    models: { bundled: join(folder, "models"), cache: join(folder, "cache") },
    stages: await loadStages(),
    embedding: sourceOf(createFakeEmbedder()),
    freeMemory: 8e9,
    isRunning: () => false,
  };
});

/** Returns an output like the good one, to be altered. */
async function copyOutput(): Promise<string> {
  const output = await mkdtemp(join(folder, "copy-"));
  await cp(good, output, { recursive: true });
  return output;
}

async function change(output: string, ...statements: string[]): Promise<void> {
  const database = await Database.open(join(output, "atlas.duckdb"));
  for (const statement of statements) await database.execute(statement);
  database.close();
}

/** Returns what is found that is not ok, but of the model: the fake one has no files. */
async function examine(output: string, changes: Partial<Surveyed> = {}): Promise<Finding[]> {
  const findings = await examineOutput(output, { ...surveyed, ...changes });
  return findings.filter(({ check, status }) => status !== "ok" && !/^(model|model of run|versions)$/.test(check));
}

describe("examineOutput", () => {
  it("finds nothing wrong with what a run just made, and changes nothing", async () => {
    const before = await hashFile(join(good, "atlas.duckdb"));
    expect(await examine(good)).toEqual([]);
    const findings = await examineOutput(good, surveyed);
    expect(findings.find(({ check }) => check === "up to date")!.message).toMatch(/would do nothing/);
    expect(findings.find(({ check }) => check === "last run")!.message).toMatch(/^48 papers, .* UTC, run 1$/);
    expect(await hashFile(join(good, "atlas.duckdb"))).toBe(before);
    expect((await readdir(good)).includes(".atlas")).toBe(false);
  });

  it("names a table and a file that were changed, and what would run for it", async () => {
    const output = await copyOutput();
    await change(output, "UPDATE positions SET x = x + 1 WHERE paper_id = (SELECT min(paper_id) FROM papers)");
    await appendFile(join(output, "report.md"), "mine");
    await rm(join(output, "atlas.html"));
    const findings = await examine(output);
    expect(findings.map(({ status, message }) => `${status} ${message}`)).toEqual([
      "problem table positions: was changed since the run wrote it",
      "problem report.md: was changed since the run wrote it",
      "problem atlas.html: is gone, or cannot be read",
      expect.stringMatching(/^note .*would run again: what it reads was changed by hand: positions$/),
    ]);
    expect(findings[0]!.next).toBe("Run again: stage project makes it anew.");
  });

  it("tells input that is new, changed or gone", async () => {
    const feed = join(folder, "feed");
    await mkdir(feed);
    for (const name of ["a.jsonl", "b.jsonl"]) await cp(input, join(feed, name));
    const output = join(folder, "feed-output");
    await repeatRun(feed, output);
    expect(await examine(output)).toEqual([]);
    await rm(join(feed, "a.jsonl"));
    await cp(input, join(feed, "c.jsonl"));
    await appendFile(join(feed, "b.jsonl"), "\n");
    const [found] = await examine(output);
    expect(found!.message).toBe(
      "parse would run again: input files: 1 new (feed/c.jsonl); 1 newer than the run (feed/b.jsonl); 1 gone (feed/a.jsonl)",
    );
    await rm(feed, { recursive: true });
    const [gone] = await examine(output);
    expect(gone).toMatchObject({ status: "note", message: expect.stringMatching(/^parse would run again: .*feed/) });
  });

  it("tells another model, decisions, and another version of the program", async () => {
    const output = await copyOutput();
    const other = { ...createFakeEmbedder(), modelSha256: "other" };
    const messages = async (changes: Partial<Surveyed>) =>
      (await examine(output, changes)).map(({ message }) => message);
    expect(await messages({ embedding: sourceOf(other) })).toEqual([
      expect.stringMatching(/^compare, embed, label would run again: the model has other files: /),
    ]);
    const decision = { text_a: "0123456789abcdef", text_b: "fedcba9876543210", verdict: "never" };
    await writeFile(join(output, "duplicate-decisions.json"), JSON.stringify([decision]));
    expect(await messages({})).toEqual([
      "dedupe would run again: decisions on duplicates changed: duplicate-decisions.json",
    ]);
    const stages = surveyed.stages.map((stage) => ({
      ...stage,
      name: stage.name,
      settings: [...stage.settings, "seed" as const],
    }));
    const [first] = await messages({ stages, versions: { ...surveyed.versions, "topic-atlas": "9.9.9" } });
    expect(first).toMatch(/would run again: .*(decisions|made by version .*, this is 9\.9\.9)/);
  });

  it("tells a run in progress from what a killed one left", async () => {
    const output = await copyOutput();
    await mkdir(join(output, ".atlas/next"), { recursive: true });
    await writeFile(join(output, ".atlas/lock"), "process 12345, since then");
    await writeFile(join(output, ".atlas/next/atlas.duckdb"), "x".repeat(2_000_000));
    await writeFile(join(output, ".atlas/vectors.duckdb"), "");
    expect(await examine(output, { isRunning: (id) => id === 12345 })).toEqual([
      expect.objectContaining({ status: "note", message: "one may be in progress (process 12345, since then)" }),
    ]);
    expect((await examine(output)).map(({ status, message }) => `${status} ${message}`)).toEqual([
      `note a run was killed: 2 MB left in ${join(output, ".atlas")}`,
      "note a run was stopped: its vectors are kept",
    ]);
    await mkdir(join(output, ".atlas/ready"));
    expect((await examine(output))[0]).toMatchObject({
      status: "problem",
      message: expect.stringMatching(/moved into place/),
    });
  });

  it("tells a log beside the database, a damaged one, and one of another version", async () => {
    const output = await copyOutput();
    await change(output, "DROP VIEW paper_overview", "ALTER TABLE papers DROP COLUMN venue");
    expect(await examine(output)).toEqual([
      {
        check: "schema",
        status: "problem",
        message: "made by another version: it has no papers.venue",
        next: "Run again on the same input and output.",
      },
    ]);
    await writeFile(join(output, "atlas.duckdb"), "no database");
    await writeFile(join(output, "atlas.duckdb.wal"), "");
    expect((await examine(output)).map(({ status, message }) => `${status} ${message}`)).toEqual([
      expect.stringMatching(/^problem .*atlas\.duckdb\.wal: a write of another program was not ended$/),
      expect.stringMatching(/^problem .*atlas\.duckdb: cannot be read: /),
    ]);
  });
});
