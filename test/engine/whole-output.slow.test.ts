import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";

const RUNS = 25;
const ROWS = 50_000;
const PAGE_LENGTH = 2_000_000;
const LOADER = createRequire(import.meta.url).resolve("tsx");

const moduleUrl = (path: string) => JSON.stringify(new URL(`../../pipeline/${path}`, import.meta.url).href);

/** Commits output after output: run n has a page of n throughout, and a database of n in every row. */
const WRITER = `
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Database } from ${moduleUrl("database/database.ts")};
import { OutputDirectory } from ${moduleUrl("engine/output-directory.ts")};
import { sealDatabase } from ${moduleUrl("engine/seal-database.ts")};
for (let run = 1; run <= ${RUNS}; run++) {
  const output = await OutputDirectory.open(process.argv.at(-1));
  const path = join(output.next, "atlas.duckdb");
  const database = await Database.open(path);
  await database.execute("CREATE TABLE numbers AS SELECT " + run + "::INTEGER AS run FROM range(${ROWS})");
  await sealDatabase(database, path);
  await writeFile(join(output.next, "atlas.html"), run + "," + "x".repeat(${PAGE_LENGTH}) + "," + run);
  await output.commit();
  await output.release();
}`;

/** Returns the run of the page. Throws where it is not whole. */
async function readPage(folder: string): Promise<number> {
  const [first, middle, last] = (await readFile(join(folder, "atlas.html"), "utf8")).split(",");
  if (middle!.length !== PAGE_LENGTH || first !== last) throw new Error(`half a page: ${first} to ${last}`);
  return Number(first);
}

/** Returns the run of the database. Throws where it is not whole. */
async function readDatabase(folder: string): Promise<number> {
  const database = await Database.open(join(folder, "atlas.duckdb"), { readOnly: true });
  try {
    const { rows, first, last } = await database.queryOne<{ rows: number; first: number; last: number }>(
      "SELECT count(*)::INTEGER AS rows, min(run) AS first, max(run) AS last FROM numbers",
    );
    if (rows !== ROWS || first !== last) throw new Error(`half a database: ${rows} rows, ${first} to ${last}`);
    return first;
  } finally {
    database.close();
  }
}

describe("an output that is read while runs are committed", () => {
  it("is whole at every moment, and its files are of one run or of two that follow each other", async () => {
    const folder = join(await mkdtemp(join(tmpdir(), "whole-")), "out");
    const writer = spawn(process.execPath, ["--import", LOADER, "--input-type=module", "-e", WRITER, folder], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const ended = once(writer, "exit");
    const seen = new Set<number>();
    while (writer.exitCode === null) {
      let before: number;
      try {
        before = await readPage(folder);
      } catch (error) {
        // Before the first run there is nothing to read.
        if ((error as NodeJS.ErrnoException).code === "ENOENT" && seen.size === 0) {
          await new Promise((resolve) => setTimeout(resolve, 5));
          continue;
        }
        throw error;
      }
      const read = await readDatabase(folder);
      const after = await readPage(folder);
      expect(read).toBeGreaterThanOrEqual(before - 1);
      expect(read).toBeLessThanOrEqual(after + 1);
      seen.add(read);
    }
    expect(await ended).toEqual([0, null]);
    expect(await readDatabase(folder)).toBe(RUNS);
    expect(seen.size).toBeGreaterThan(3);
  });
});
