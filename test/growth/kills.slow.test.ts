import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { STAGE_NAMES } from "../../pipeline/stages/stages.ts";
import { compareDatabases } from "../compare-databases.ts";
import { writeThemedPapers } from "../themed-papers.ts";

const RUNNER = fileURLToPath(new URL("run-day.ts", import.meta.url));
const DAYS = ["2026-06-01.jsonl", "2026-06-02.jsonl"];
let folder: string;

/** Runs the first days in a process of its own, which kills itself when the stage named has been logged. */
async function run(output: string, days: number, killedAfter = ""): Promise<number | null> {
  const inputs = DAYS.slice(0, days).map((day) => join(folder, day));
  const child = spawn(process.execPath, ["--import", "tsx", RUNNER, join(folder, output), killedAfter, ...inputs], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((resolve) => child.on("exit", resolve));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  await writeThemedPapers(join(folder, DAYS[0]!), 20, 1, "2026-06-01");
  await writeThemedPapers(join(folder, DAYS[1]!), 2, 2, "2026-06-02");
  expect(await run("day", 1)).toBe(0);
  await cp(join(folder, "day"), join(folder, "whole"), { recursive: true });
  expect(await run("whole", 2)).toBe(0);
}, 900_000);

afterAll(() => rm(folder, { recursive: true }));

/** Stages of each kind: what is killed after them leaves vectors in the journal, takes over a fit, moves a map, writes files. */
const KILLED_AFTER = STAGE_NAMES.filter((name) => ["embed", "cluster", "project", "report"].includes(name));

it.each(KILLED_AFTER)(
  "a run of an added day that is killed after %s, and run again, gives the same tables",
  async (stage) => {
    const output = `killed-${stage}`;
    await cp(join(folder, "day"), join(folder, output), { recursive: true });
    const before = await readFile(join(folder, output, "atlas.duckdb"));
    expect(await run(output, 2, stage)).toBeNull();
    expect(before.equals(await readFile(join(folder, output, "atlas.duckdb")))).toBe(true);
    expect(await run(output, 2)).toBe(0);
    const paths = ["whole", output].map((name) => join(folder, name, "atlas.duckdb"));
    expect((await compareDatabases(paths[0]!, paths[1]!)).differing).toEqual([]);
    await rm(join(folder, output), { recursive: true });
  },
  900_000,
);

/** Tables that depend on what is given alone, and not on when it came. */
const OF_THE_INPUT = ["records", "papers", "appearances", "duplicates", "paper_vectors"];

it("papers, appearances and duplicates are those of the final set, whatever the order of days, twice or one taken out", async () => {
  const [first, second] = [join(folder, DAYS[0]!), join(folder, DAYS[1]!)];
  // A paper of both days: it is one paper with two appearances.
  const shared = (await readFile(first, "utf8")).split("\n")[0]!;
  await writeFile(second, `${shared}\n${await readFile(second, "utf8")}`);
  const runOf = async (output: string, ...inputs: string[]) => {
    const child = spawn(process.execPath, ["--import", "tsx", RUNNER, join(folder, output), "", ...inputs], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    expect(await new Promise((resolve) => child.on("exit", resolve))).toBe(0);
  };
  await runOf("together", first, second);
  await runOf("backwards", second);
  await runOf("backwards", second, first);
  await runOf("forth", first);
  await runOf("forth", first, second, first);
  await runOf("forth", first);
  await runOf("forth", first, second);
  for (const output of ["backwards", "forth"]) {
    const paths = ["together", output].map((name) => join(folder, name, "atlas.duckdb"));
    expect((await compareDatabases(paths[0]!, paths[1]!, OF_THE_INPUT)).differing).toEqual([]);
  }
}, 900_000);
