import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { UserError } from "../../pipeline/error.ts";
import { runReadOnly } from "../../pipeline/sql/run-read-only.ts";
import { makeSampleFolder } from "./sample-file.ts";

let folder: string;
let file: string;

beforeAll(async () => {
  ({ folder, file } = await makeSampleFolder());
});

/** Returns the message of the UserError that a statement ends with. */
async function fail(sql: string, limits = {}): Promise<string> {
  const error = await runReadOnly(folder, sql, limits).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return error.message;
}

describe("runReadOnly", () => {
  it("answers from the folder and from the file, several at a time", async () => {
    const sql = "SELECT count(*) AS papers FROM papers";
    const answers = await Promise.all([runReadOnly(folder, sql), runReadOnly(file, sql), fail("FROM nowhere")]);
    const expected = { columns: ["papers"], types: ["BIGINT"], rows: [[5]], isCut: false };
    expect(answers.slice(0, 2)).toEqual([expected, expected]);
    expect(answers[2]).toMatch(/^sql: Catalog Error: Table with name nowhere does not exist!/);
  });

  it.each([
    "WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM r) SELECT count(*) FROM r",
    "SELECT count(*) FROM range(1000000000000)",
    "SELECT levenshtein(repeat('a', 200000), repeat('b', 200000))",
  ])("stops what takes too long, also what cannot be interrupted: %s", async (sql) => {
    const message = "sql: stopped: not done in 1 seconds. Ask for less, or allow more time.";
    expect(await fail(sql, { seconds: 1 })).toBe(message);
  });

  it.each(["SELECT list(range) FROM range(1000000000)", "SELECT length(repeat('x', 2000000000))"])(
    "stops what takes too much memory, also what DuckDB does not count: %s",
    async (sql) => {
      const message = "sql: stopped: it needs more than 100 MB of memory. Ask for less.";
      expect(await fail(sql, { memory: 100e6, seconds: 100 })).toBe(message);
    },
  );

  it.each([
    ["brackets", `SELECT ${"(".repeat(100_000)}`],
    ["terms", `SELECT ${"1+".repeat(300_000)}1`],
  ])("outlives a statement that is made to break the parser: too many %s", async (_, sql) => {
    expect(await fail(sql, { seconds: 20 })).toMatch(/^sql: /);
  });

  it("refuses a statement that is too long", async () => {
    expect(await fail("x".repeat(1_000_001))).toMatch(/^sql: 1000001 characters/);
  });

  it("has no environment, and nothing of it reaches this program's output", async () => {
    const before = await readFile(file);
    await runReadOnly(folder, "FROM enable_logging(storage = 'stdout', level = 'debug')");
    expect((await runReadOnly(folder, "SELECT a FROM range(3) AS t(a)")).rows).toEqual([[0], [1], [2]]);
    expect(await fail("FROM read_text('/proc/self/environ')")).toMatch(/^sql: Permission Error/);
    expect((await readFile(file)).equals(before)).toBe(true);
  });

  it("says what is wrong with a file", async () => {
    const other = await mkdtemp(join(tmpdir(), "atlas-sql-"));
    await expect(runReadOnly(other, "SELECT 1")).rejects.toThrow("not there. Run the pipeline first");
    await writeFile(join(other, "atlas.duckdb"), (await readFile(file)).subarray(0, 5000));
    await expect(runReadOnly(other, "SELECT 1")).rejects.toThrow(UserError);
  });
});
