import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { makeSampleAtlas } from "../atlas-export/sample-atlas.ts";
import { callProgram } from "./call-program.ts";

let output: string;

beforeAll(async () => {
  output = await makeSampleAtlas("nowhere");
});

function ask(args: readonly string[], options = {}) {
  return callProgram(["sql", "--output", output, ...args], options);
}

const TITLES = "SELECT paper_id, title, venue FROM papers ORDER BY paper_id";

describe("sql", () => {
  it("prints a table, and says how many rows are not in it", async () => {
    expect(await ask([TITLES, "--limit", "2"])).toEqual({
      code: 0,
      stdout: "paper_id  title    venue\na         On owls  ICML\nb         =1+1     NULL\n",
      stderr: "2 of 3 rows: --limit prints more.\n",
    });
  });

  it("prints CSV, JSON and Markdown, and nothing else", async () => {
    expect(await ask([TITLES, "--format", "csv"])).toEqual({
      code: 0,
      stdout: `paper_id,title,venue\r\na,On owls,ICML\r\nb,"'=1+1",\r\nc,On cats,\r\n`,
      stderr: "",
    });
    const json = await ask([TITLES, "--json"]);
    expect(JSON.parse(json.stdout)).toEqual([
      { paper_id: "a", title: "On owls", venue: "ICML" },
      { paper_id: "b", title: "=1+1", venue: null },
      { paper_id: "c", title: "On cats", venue: null },
    ]);
    const markdown = await ask(["-", "--format", "markdown"], { input: `${TITLES} LIMIT 1;\n` });
    expect(markdown.stdout).toBe("| paper_id | title | venue |\n| :- | :- | :- |\n| a | On owls | ICML |\n");
  });

  it("lists what can be asked, with comments, and the columns of one", async () => {
    const { stdout } = await ask(["--list"]);
    expect(stdout).toMatch(/^topic_overview {10}view {2}A topic that papers are in/m);
    expect(stdout).toMatch(/^why_here\(id\) {12}table macro {2}Why the paper id is in its topic/m);
    expect(stdout).toMatch(/^papers {18}table {2}A distinct paper \(stage dedupe\)/m);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    const columns = JSON.parse((await ask(["--list", "positions", "--json"])).stdout);
    expect(columns[1]).toEqual({ column: "x", type: "DOUBLE", comment: expect.any(String) });
    const macro = JSON.parse((await ask(["--list", "similar_papers", "--json"])).stdout);
    expect(macro.slice(0, 3)).toEqual([
      { column: "id", type: null, comment: null },
      { column: "n", type: null, comment: null },
      { column: "rank", type: null, comment: expect.any(String) },
    ]);
    expect(await ask(["--list", "paperz"])).toMatchObject({ code: 2, stderr: expect.stringContaining("mean papers?") });
  });

  it.each([
    [["SELECT titel FROM papers"], /^error: sql: Binder Error: .*"titel" not found[\s\S]*\^\n$/],
    [["DELETE FROM papers"], /^error: sql: DELETE is not allowed: the file is only read/],
    [["FROM '/etc/passwd'"], /^error: sql: Catalog Error/],
    [["SELECT '\x1b[31m' FROM nowhere"], /^error: sql: Catalog Error(?![\s\S]*\x1b)/],
    [[], /^error: no statement: give one in quotes/],
    [["SELECT 1", "--timeout", "0"], /--timeout.*It must be a number of seconds/],
    [["SELECT count(*) FROM range(1000000000000)", "--timeout", "1"], /^error: sql: stopped: not done in 1 seconds/],
  ])("ends with 2, without a stack, on %j, and changes nothing", async (args, message) => {
    const before = await readFile(join(output, "atlas.duckdb"));
    const ended = await ask(args);
    expect([ended.code, ended.stdout]).toEqual([2, ""]);
    expect(ended.stderr).toMatch(message);
    expect((await readFile(join(output, "atlas.duckdb"))).equals(before)).toBe(true);
  });
});
