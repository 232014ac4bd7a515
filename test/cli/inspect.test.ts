import { execFile, spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeInspection } from "../../pipeline/cli/describe-inspection.ts";
import { parseInspectCommandLine } from "../../pipeline/cli/inspect-command-line.ts";
import { describeProgram } from "../../pipeline/cli/program.ts";
import { type Inspection, inspectFiles } from "../../pipeline/input/inspect-files.ts";

const MAIN = fileURLToPath(new URL("../../pipeline/cli/main.ts", import.meta.url));
const TSX = fileURLToPath(import.meta.resolve("tsx"));
const MIXED = fileURLToPath(new URL("../fixtures/records/mixed.jsonl", import.meta.url));

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inspect-"));
});

afterAll(() => rm(folder, { recursive: true }));

/** Runs the command with a text on standard input. */
function inspect(args: string[], input: string | Uint8Array = "") {
  return new Promise<{ code: number | null; out: string; errors: string }>((resolve) => {
    const child = spawn(process.execPath, ["--import", TSX, MAIN, "inspect", ...args], { cwd: folder });
    let out = "";
    let errors = "";
    child.stdout.on("data", (chunk) => (out += chunk));
    child.stderr.on("data", (chunk) => (errors += chunk));
    child.on("close", (code) => resolve({ code, out, errors }));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

const listSpools = async () => (await readdir(tmpdir())).filter((name) => name.startsWith("topic-atlas-input-"));

describe("inspectFiles", () => {
  it("counts what the records of a file have, and shows the first of the good and of the bad", async () => {
    const { files, total } = await inspectFiles([MIXED]);
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject({
      source: "records/mixed.jsonl",
      status: "read",
      format: "json-lines",
      packing: null,
      encoding: "utf-8",
      records: 9,
      usable: 3,
      rejected: 6,
      dates: { first: "2026-06-01", last: "2026-06-01" },
    });
    expect(files[0]!.fields).toMatchObject({ rank: 1, upvotes: 1 });
    expect(files[0]!.rejections.map(({ line }) => line)).toEqual([4, 5, 6, 7, 8]);
    expect(files[0]!.examples).toHaveLength(2);
    const { files: _, leftOut, ...sums } = total;
    expect(files[0]).toMatchObject(sums);
    expect(leftOut).toBe(0);
  });

  it("has the shape that docs/api.md shows", async () => {
    const text = await readFile(new URL("../../docs/api.md", import.meta.url), "utf8");
    const shown: Inspection = JSON.parse(/```json\n([\s\S]*?)```/.exec(text)![1]!);
    const real = await inspectFiles([MIXED]);
    const names = (value: object) => Object.keys(value).sort();
    expect(names(real)).toEqual(names(shown));
    expect(names(real.total)).toEqual(names(shown.total));
    expect(names(real.files[0]!)).toEqual(names(shown.files[0]!));
    expect(names(real.files[0]!.rejections[0]!)).toEqual(names(shown.files[0]!.rejections[0]!));
    expect(names(real.files[0]!.examples[0]!)).toEqual(names(shown.files[0]!.examples[0]!));
  });

  it("takes back what came of a file that turns out damaged", async () => {
    const lines = '{"title": "A title", "abstract": "Some words."}\n'.repeat(5000);
    await writeFile(join(folder, "cut.jsonl.gz"), gzipSync(lines).subarray(0, -9));
    const { files, total } = await inspectFiles([join(folder, "cut.jsonl.gz")]);
    expect(files[0]).toMatchObject({ status: "left out", records: 0, fields: {}, examples: [], dates: null });
    expect(total).toMatchObject({ files: 0, leftOut: 1, usable: 0, fields: {} });
  });
});

describe("describeInspection", () => {
  it("prints no line of more than 80 characters, and none that steers the terminal", async () => {
    const title = `\u202e${"long ".repeat(60)}${"x".repeat(200)}`;
    const lines = [JSON.stringify({ title, abstract: "Some words." }), "\u001b[31m not JSON", "{}"];
    const zip = zipSync({ [`${"deep/".repeat(30)}a\u001b.jsonl`]: new TextEncoder().encode(lines.join("\n")) });
    await writeFile(join(folder, "long.zip"), zip);
    const text = describeInspection(await inspectFiles([join(folder, "long.zip"), MIXED]));
    for (const line of text.split("\n")) expect([...line].length, line).toBeLessThanOrEqual(80);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(text).toContain("2 files to read, 0 left out\n  records   12: 4 usable, 8 rejected\n");
    expect(text).toContain("  rejected  line 4: ");
  });

  it("shows the first twenty files, and counts the others", () => {
    const file = { status: "read", format: "f", packing: null, encoding: null, note: null, mapping: null } as const;
    const empty = { records: 0, usable: 0, rejected: 0, fields: {}, dates: null, languages: {} };
    const files = Array.from({ length: 22 }, (_, index) => ({
      ...file,
      ...empty,
      source: `a/${index}`,
      withoutAbstract: null,
      rejections: [],
      examples: [],
    }));
    const inspection: Inspection = { files, total: { ...empty, files: 22, leftOut: 0 } };
    const text = describeInspection(inspection);
    expect(text).toContain("a/19\n");
    expect(text).not.toContain("a/20\n");
    expect(text).toContain("… and 2 more files: --json has them all");
  });
});

describe("parseInspectCommandLine", () => {
  it("inspects the seeds in a checkout, and asks for an input once installed", () => {
    expect(parseInspectCommandLine(describeProgram("1.2.3", true), [])).toMatchObject({
      input: ["seeds"],
      json: false,
    });
    expect(() => parseInspectCommandLine(describeProgram("1.2.3", false), [])).toThrow(
      "no input: name a file or folder of papers, as topic-atlas inspect papers.jsonl",
    );
  });
});

describe("topic-atlas inspect", () => {
  it("reads standard input, packed or not, and leaves nothing behind", async () => {
    const text = "Get trending papers in your email inbox once a day!\n";
    const { code, out, errors } = await inspect(["-", "--json"], gzipSync(text));
    expect(errors).toContain("records that can be used in 1 files: 0.");
    expect(code).toBe(2);
    const { files } = JSON.parse(out) as Inspection;
    expect(files).toMatchObject([
      { source: "standard input", format: "daily-page", packing: "gzip", note: "no records in this file" },
    ]);
    expect(await listSpools()).toEqual([]);
    const empty = await inspect(["-"]);
    expect(empty).toMatchObject({ code: 2, errors: "error: -: standard input is empty.\n" });
  });

  it.skipIf(process.platform !== "linux")(
    "leaves nothing behind where it is killed while it waits for input",
    async () => {
      const child = spawn(process.execPath, ["--import", TSX, MAIN, "inspect", "-"], { cwd: folder });
      child.stdin.on("error", () => {});
      const openFiles = async () => {
        const files = `/proc/${child.pid}/fd`;
        return Promise.all((await readdir(files)).map((name) => readlink(join(files, name)).catch(() => "")));
      };
      const deadline = Date.now() + 30_000;
      while (!(await openFiles()).some((path) => path.includes("topic-atlas-input-"))) {
        if (Date.now() > deadline) throw new Error("no temporary file within 30 s");
        await wait(50);
      }
      child.stdin.write("text");
      child.kill("SIGKILL");
      await new Promise((resolve) => child.once("close", resolve));
      expect(await listSpools()).toEqual([]);
    },
  );

  it("uses the settings' file of the folder, and says so on standard error", async () => {
    await writeFile(join(folder, "topic-atlas.config.json"), JSON.stringify({ input: [MIXED] }));
    const { code, out, errors } = await inspect([]);
    expect({ code, errors }).toEqual({ code: 0, errors: "Settings of topic-atlas.config.json: input\n" });
    expect(out).toMatch(
      /^records\/mixed.jsonl\n {2}read as {3}json-lines, utf-8\n[\s\S]*\n {2}records {3}9: 3 usable, 6 rejected\n/m,
    );
    await rm(join(folder, "topic-atlas.config.json"));
  });

  it.each([
    [["none-*.csv"], "none-*.csv: no file matches this pattern"],
    [["/dev/zero"], "/dev/zero: is no file but a pipe, device or the like."],
    [["pipe"], "give it on standard input and name - instead"],
    [["none.csv"], "none.csv: no such file or folder"],
  ])("ends with 2 on %j", async (args, message) => {
    if (args[0] === "pipe") await new Promise((done) => execFile("mkfifo", [join(folder, "pipe")], done));
    const { code, errors } = await inspect(args);
    expect({ code, errors }).toEqual({ code: 2, errors: expect.stringContaining(message) });
  });
});
