import { cp, mkdir, mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { hashFile } from "../../pipeline/hash.ts";
import { compareDatabases } from "../compare-databases.ts";
import { writeThemedPapers } from "../themed-papers.ts";
import { call, installNodes, succeed, withNode } from "./install-package.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const NODE_VERSIONS = ["20.19.0", "22.21.1", "24.11.1", "26.10.0"];
const DATABASE_FILE = "atlas.duckdb";
const PAPERS_PER_THEME = 12;

/** Makes every attempt to open a connection fail. */
const BLOCK_NETWORK = `
import net from "node:net";
net.Socket.prototype.connect = () => {
  throw new Error("the network was asked for");
};`;

let folder: string;
/** The folder of a user, with the package and a file of papers. */
let home: string;
let packed: string[];
let nodes: string[];
let env: Record<string, string>;

/** Returns the files below a folder with the times of their last change. */
async function listFiles(path: string): Promise<string[]> {
  const names = await readdir(path, { recursive: true });
  const files = names.sort().map(async (name) => `${name} ${(await stat(join(path, name))).mtimeMs}`);
  return Promise.all(files);
}

/** Returns the files of an output but the database, whose tables are compared, with the hash of each. */
async function hashFiles(output: string): Promise<Map<string, string>> {
  const entries = await readdir(output, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const others = paths.filter((path) => path !== join(output, DATABASE_FILE)).sort();
  return new Map(
    await Promise.all(others.map(async (path) => [relative(output, path), await hashFile(path)] as const)),
  );
}

/** Expects two outputs of the installed command to be the same but for the run log. */
async function expectSame(first: string, second: string): Promise<void> {
  const [a, b] = [join(home, first), join(home, second)];
  const { tables, differing } = await compareDatabases(join(a, DATABASE_FILE), join(b, DATABASE_FILE));
  expect(tables).toBeGreaterThan(20);
  expect(differing, `${first} and ${second}`).toEqual([]);
  expect(await hashFiles(a)).toEqual(await hashFiles(b));
}

const topicAtlas = (node: string, ...args: string[]) =>
  call([node, "node_modules/topic-atlas/dist/cli/main.js", ...args], home, env);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-package-"));
  home = join(folder, "empty");
  await mkdir(home);
  const [{ filename, files }] = JSON.parse(
    await succeed(["npm", "pack", "--json", "--pack-destination", folder], ROOT),
  );
  packed = files.map(({ path }: { path: string }) => path);
  await succeed(["npm", "i", join(folder, filename)], home);
  nodes = await installNodes(NODE_VERSIONS, join(folder, "nodes"));
  // A digest of papers without a day is dated by the run log.
  await writeThemedPapers(join(home, "my.jsonl"), PAPERS_PER_THEME, 1, "2025-12-01");
  await cp(join(home, "my.jsonl"), join(home, "papers.jsonl"));
  await writeFile(join(folder, "block-network.mjs"), BLOCK_NETWORK);
  const blocked = pathToFileURL(join(folder, "block-network.mjs")).href;
  env = { NODE_OPTIONS: `--import ${blocked}`, HOME: join(folder, "user"), XDG_CACHE_HOME: join(folder, "user/cache") };
});

describe("the package", () => {
  it("holds what runs, without sources and without the larger weights", () => {
    const models = packed.filter((path) => path.endsWith(".onnx"));
    expect(models).toEqual(["models/sentence-transformers/all-MiniLM-L6-v2/onnx/model_quantized.onnx"]);
    expect(packed.filter((path) => /\.ts$/.test(path) && !/\.d\.ts$/.test(path))).toEqual([]);
    expect(packed.filter((path) => /^(pipeline|test|seeds|output)\//.test(path))).toEqual([]);
    for (const path of ["LICENSE", "README.md", "dist/database/schema.sql", "dist/atlas/client.js", "dist/index.d.ts"])
      expect(packed).toContain(path);
  });

  it("needs neither a compiler nor a bundler", async () => {
    const installed = await readdir(join(home, "node_modules"));
    for (const name of ["esbuild", "tsx", "typescript"]) expect(installed).not.toContain(name);
  });
});

describe("the installed command", () => {
  it("is called by npx, and tells its version", async () => {
    const { version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
    expect(await call(["npx", "topic-atlas", "--version"], home)).toMatchObject({ code: 0, stdout: `${version}\n` });
  });

  it.each(NODE_VERSIONS)("runs without a network on Node.js %s, and keeps the package as it was", async (version) => {
    const node = nodes[NODE_VERSIONS.indexOf(version)]!;
    const before = await listFiles(join(home, "node_modules/topic-atlas"));
    const first = await call(["npx", "topic-atlas", "run", "my.jsonl", "--topics", "4", "--output", version], home, {
      ...env,
      ...withNode(node),
    });
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining(" in 4 topics") });
    expect(first.stderr).not.toMatch(/warn/i);
    expect(await readdir(join(home, version))).toEqual([
      DATABASE_FILE,
      "atlas.html",
      "charts",
      "report.html",
      "report.md",
    ]);
    const again = JSON.parse(
      (await topicAtlas(node, "run", "my.jsonl", "--topics", "4", "--output", version, "--json")).stdout,
    );
    expect(again.stages.filter(({ status }: { status: string }) => status !== "skipped")).toEqual([]);
    expect(await topicAtlas(node, "digest", "--output", version, "--quiet")).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
    expect(await listFiles(join(home, "node_modules/topic-atlas"))).toEqual(before);
    await expectSame(NODE_VERSIONS[0]!, version);
  });

  it("gives the same tables and files of the seeds on the oldest Node.js and the newest", async () => {
    for (const [index, output] of [
      [0, "oldest"],
      [NODE_VERSIONS.length - 1, "newest"],
    ] as const) {
      const ended = await topicAtlas(nodes[index]!, "run", join(ROOT, "seeds"), "--output", output, "--quiet");
      expect(ended).toEqual({ code: 0, stdout: "", stderr: "" });
    }
    await expectSame("oldest", "newest");
  });

  it("writes to topic-atlas-output, and calls itself by its name", async () => {
    const { stdout } = await topicAtlas(nodes[0]!, "run", "my.jsonl");
    expect(stdout).toContain("topic-atlas-output/atlas.duckdb");
    const unnamed = await topicAtlas(nodes[0]!, "run");
    expect(unnamed).toMatchObject({ code: 2, stdout: "" });
    expect(unnamed.stderr).toMatch(/^error: no input: .* topic-atlas run papers\.jsonl\nSee topic-atlas run --help\n$/);
  });
});

describe("the installed library", () => {
  it("runs every example of docs/api.md", async () => {
    const manual = await readFile(join(home, "node_modules/topic-atlas/docs/api.md"), "utf8");
    const examples = Array.from(manual.matchAll(/```js\n([\s\S]*?)```/g), ([, code]) => code!);
    for (const [index, code] of examples.entries()) {
      await writeFile(join(home, `example-${index}.mjs`), code);
      expect(await call([nodes[1]!, `example-${index}.mjs`], home, env)).toMatchObject({ code: 0, stderr: "" });
    }
  });

  it("has types that a strict compiler takes, without those of other packages", async () => {
    await writeFile(
      join(home, "consumer.mts"),
      `import { openAtlas, runAtlas, type Topic, UserError } from "topic-atlas";
const { topics, files } = await runAtlas({ input: ["my.jsonl"], output: "o", topics: "auto", seed: 1 }, { log: (line) => line.trim() });
const atlas = await openAtlas(files.database);
const roots: Topic[] = await atlas.readTopics();
const [row] = await atlas.query<{ n: number }>("SELECT 1 AS n");
export const sum: number = row!.n + roots.length + topics[0]!.size + (await atlas.readVectors()).vectors.values[0]!;
export const isMine = (error: unknown): boolean => error instanceof UserError;
// @ts-expect-error: no such setting
await runAtlas({ input: "a", output: "o", topicz: 3 });
`,
    );
    const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
    const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2023", "--types", ""];
    expect(await call([process.execPath, compiler, ...options, "consumer.mts"], home)).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
  });
});
