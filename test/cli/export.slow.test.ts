import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { makeSampleAtlas } from "../atlas-export/sample-atlas.ts";
import { callProgram } from "./call-program.ts";

let output: string;
let cwd: string;

beforeAll(async () => {
  output = await makeSampleAtlas("nowhere");
  cwd = await mkdtemp(join(tmpdir(), "atlas-export-"));
});

function save(...args: string[]) {
  return callProgram(["export", "--output", output, ...args], { cwd });
}

describe("export", () => {
  it("writes a file and says so on standard error, and replaces it by force alone", async () => {
    const wrote = /^wrote owls\.csv: 2 papers, \d+ bytes\n$/;
    expect(await save("owls.csv", "--topic", "owls")).toEqual({
      code: 0,
      stdout: "",
      stderr: expect.stringMatching(wrote),
    });
    expect(await save("owls.csv")).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: owls.csv: is there already. Name another file, or give --force.\n",
    });
    expect(await readFile(join(cwd, "owls.csv"), "utf8")).toMatch(/^paper_id,.*\r\nb,"'=1\+1",.*\r\na,On owls,.*\r\n$/);
    expect((await save("owls.csv", "--force", "--papers", "on cats")).stderr).toMatch(/^wrote owls\.csv: 1 paper, /);
  });

  it("prints text where no file is named", async () => {
    const { code, stdout, stderr } = await save("--format", "bibtex", "--papers", "on owls");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "1 paper as bibtex\n" });
    expect(stdout).toMatch(/^@inproceedings\{paper-a,\n {2}title = \{\{On owls\}\},/);
  });

  it.each([
    [[], /^error: nothing to write/],
    [["a.doc"], /^error: a\.doc: its ending tells no format/],
    [["--format", "vectors"], /^error: --format vectors: is no text/],
    [["a.csv", "--topic", "dogs"], /no topic has this in its label/],
    [["no/such/a.csv"], /its folder is not there/],
    [["OUTPUT/atlas.duckdb", "--format", "csv", "--force"], /belongs to .*atlas\.duckdb, which is read/],
  ])("ends with 2 on %j, and writes nothing", async (args, message) => {
    const before = await readdir(cwd);
    const ended = await save(...args.map((arg) => arg.replace("OUTPUT", output)));
    expect([ended.code, ended.stdout]).toEqual([2, ""]);
    expect(ended.stderr).toMatch(message);
    expect(await readdir(cwd)).toEqual(before);
  });
});
