import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { describeProgram } from "../../pipeline/cli/program.ts";
import { search } from "../../pipeline/cli/search.ts";
import { Database } from "../../pipeline/database/database.ts";
import type { Embedder } from "../../pipeline/embedding/embedder.ts";
import { findModelDirectories } from "../../pipeline/embedding/model-directories.ts";
import { createOnnxSource } from "../../pipeline/embedding/onnx-embedder.ts";
import { UserError } from "../../pipeline/error.ts";
import { silentLog } from "../../pipeline/log.ts";
import { createFakeEmbedder } from "../embedding/fake-embedder.ts";
import { fillPapers } from "../paper-search/sample-papers.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
const COMMAND = ["--import", "tsx", join(ROOT, "pipeline/cli/main.ts"), "search"];
const MODEL = { model: "sentence-transformers/all-MiniLM-L6-v2", dtype: "fp16", maxTokens: 512 } as const;
let folder: string;

type Finished = { code: number; stdout: string; stderr: string };

async function run(output: string, ...args: string[]): Promise<Finished> {
  const call = [...COMMAND, "--output", join(folder, output), ...args];
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "", COLUMNS: "80" };
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, call, { cwd: ROOT, env })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Finished;
    return { code, stdout, stderr };
  }
}

async function writeOutput(name: string, embedder: Embedder): Promise<void> {
  await mkdir(join(folder, name));
  const database = await Database.open(join(folder, name, "atlas.duckdb"));
  await database.createSchema();
  await fillPapers(database, embedder);
  database.close();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "search-"));
  const embedder = await createOnnxSource(findModelDirectories()).open(MODEL, silentLog);
  await writeOutput("real", embedder);
  await embedder.close();
  await writeOutput("fake", createFakeEmbedder());
});

describe("the command search", () => {
  it("finds by meaning with the model that made the vectors, papers that have no word of the question", async () => {
    const { code, stdout, stderr } = await run("real", "nocturnal birds of prey", "--json", "--limit", "2");
    expect([code, stderr]).toEqual([0, "note: no paper has “nocturnal” or “birds” or “prey”\n"]);
    const hits = JSON.parse(stdout);
    expect(hits.map(({ paper_id }: { paper_id: string }) => paper_id).sort()).toEqual(["a", "b"]);
    expect(hits[0]).toMatchObject({ title: expect.any(String), score: expect.any(Number), topic: "Owls", topic_id: 1 });
    expect(hits[0].why).toMatch(/^by meaning alone: /);
  });

  it("finds by words without that model, and says so beside the answer", async () => {
    const { code, stdout, stderr } = await run("fake", "night", "owls");
    expect(code).toBe(0);
    expect(stderr).toMatch(/^note: by words alone: the model .* cannot be used|not on this machine|differs/);
    expect(stdout).toMatch(
      /^“night owls” by words: 2 papers; 2 have all words\.\n\n1 {2}Owls at night\n {3}a {2}2026-01-31 · Owls\n/,
    );
  });

  it("shows hostile text as codes", async () => {
    const { stdout } = await run("fake", "kites\u001b[2J");
    expect(stdout).toContain("“kites\\x1b[2J”");
    expect(stdout).toContain("Kites \\x1b[31m<script>");
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
  });

  it("prints SQL that runs, for one paper", async () => {
    const { stdout } = await run("fake", "graph", "--sql", "--limit", "1", "--topic", "graphs");
    const database = await Database.open(join(folder, "fake/atlas.duckdb"), { readOnly: true });
    expect(await database.query(stdout)).toMatchObject([{ paper_id: "c" }]);
    database.close();
  });

  it.each([
    [["?!"], "question: has no word"],
    [["a".repeat(100_000)], "question: 100,000 characters, 10,000 at most"],
    [["x", "--sql", "--json"], "--json and --sql: give one of them"],
    [["x", "--since", "soon"], "--since soon: must be a day"],
    [["x", "--topic", "whales"], "whales"],
    [["x", "--limit", "0"], "must be a whole number"],
    [[], "missing required argument"],
    [["x", "--output", "/nowhere"], "/nowhere/atlas.duckdb: not there. Run the pipeline first"],
  ])("refuses %j with a message for the user", async (args, message) => {
    const call = search.run(describeProgram("1.2.3", true), ["--output", join(folder, "fake"), ...args]);
    await expect(call).rejects.toThrow(UserError);
    await expect(call).rejects.toThrow(message);
  });

  it("ends with 2, prints no answer and changes nothing where it refuses", async () => {
    const before = await readFile(join(folder, "fake/atlas.duckdb"));
    const { code, stdout, stderr } = await run("fake", "x", "--topic", "whales");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^error: whales: no topic/);
    expect((await readFile(join(folder, "fake/atlas.duckdb"))).equals(before)).toBe(true);
  });
});
