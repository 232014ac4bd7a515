import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import * as topicAtlas from "../pipeline/index.ts";
import { createFakeEmbedder, sourceOf } from "./embedding/fake-embedder.ts";
import { THEME_NAMES, writeThemedPapers } from "./themed-papers.ts";

const manual = await readFile(new URL("../docs/api.md", import.meta.url), "utf8");
const examples = [...manual.matchAll(/^## (.+)\n[\s\S]*?```js\n([\s\S]*?)```/gm)].map(
  ([, heading, code]) => [heading!, code!] as const,
);
let folder: string;
let printed: string[];

/** What the examples import, with a fake model, and with paths that lie in the folder of the test. */
const { runAtlas, openAtlas, UserError } = topicAtlas;
const pathOf = (path: string) => join(folder, path);
const exported = {
  UserError,
  openAtlas: (path: string) => openAtlas(pathOf(path)),
  runAtlas: ({ input, output, ...settings }: topicAtlas.AtlasSettings, effects: topicAtlas.AtlasEffects) =>
    runAtlas(
      { ...settings, input: pathOf(String(input)), output: pathOf(output), minDocumentCount: 1 },
      { ...effects, embedding: sourceOf(createFakeEmbedder()) },
    ),
};

/** Runs an example as a module of its own, and returns the lines that it printed. */
async function runExample(code: string): Promise<string[]> {
  const lines: string[] = [];
  const print = (...values: unknown[]) => void lines.push(values.map(String).join(" "));
  const body = code.replace(/^import (\{.*\}) from "topic-atlas";/m, "const $1 = exported;");
  const AsyncFunction = (async () => {}).constructor as new (
    ...parts: string[]
  ) => (...given: unknown[]) => Promise<void>;
  await new AsyncFunction("exported", "console", body)(exported, { log: print, table: print });
  return lines;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-"));
  await writeThemedPapers(pathOf("papers.jsonl"), 12);
  printed = await runExample(examples[0]![1]);
});

describe("docs/api.md", () => {
  it("has an example of everything that is exported to be called", () => {
    const names = Object.keys(topicAtlas);
    expect(names.sort()).toEqual(["UserError", "openAtlas", "runAtlas"]);
    for (const name of names) expect(examples.some(([, code]) => code.includes(name))).toBe(true);
  });

  it("begins with a run that tells what each stage does, and its topics", () => {
    expect(printed[0]).toMatch(/papers\.jsonl: title <- title, abstract <- abstract$/);
    expect(printed[1]).toMatch(/^parse {5}/);
    expect(printed.at(-1)).toBe(pathOf("my-atlas/atlas.html"));
    expect(printed.filter((line) => /^12 /.test(line))).toHaveLength(THEME_NAMES.length);
  });

  it.each(examples.slice(1))("runs: %s", async (_, code) => {
    expect((await runExample(code)).length).toBeGreaterThan(0);
  });
});

describe("runAtlas", () => {
  it("takes vectors that the papers have, and asks no model", async () => {
    const lines = (await readFile(pathOf("papers.jsonl"), "utf8")).trim().split("\n");
    const papers = lines.map((line) => JSON.parse(line) as { title: string; abstract: string });
    const { vectors } = await createFakeEmbedder().embed(papers.map(({ title, abstract }) => `${title} ${abstract}`));
    const width = vectors.length / papers.length;
    const withVectors = papers.map((paper, row) => ({
      ...paper,
      v: [...vectors.subarray(row * width, (row + 1) * width)],
    }));
    await writeFile(pathOf("vectors.json"), JSON.stringify({ papers: withVectors }));
    const fail = () => Promise.reject(new Error("no model here"));
    const run = () =>
      runAtlas(
        { input: pathOf("vectors.json"), output: pathOf("own"), minDocumentCount: 1, fields: { vectors: "v" } },
        { embedding: { describe: fail, open: fail } },
      );
    const first = await run();
    expect(first.papers).toBe(48);
    const byTheme = new Set(first.topics.map(({ label }) => label));
    expect(byTheme.size).toBe(first.topics.length);
    expect(first.topics.length).toBeGreaterThanOrEqual(THEME_NAMES.length);
    expect((await run()).stages.every(({ status }) => status === "skipped")).toBe(true);
  });

  it("takes a list of inputs, and takes over what did not change", async () => {
    const again = await exported.runAtlas({ input: ["papers.jsonl"], output: "my-atlas", seed: 7 }, {});
    expect(again).toMatchObject({ runId: 2, papers: 48, files: { database: pathOf("my-atlas/atlas.duckdb") } });
    expect(again.stages.every(({ status }) => status === "skipped")).toBe(true);
  });

  it("refuses an unknown setting, and an input that is not there", async () => {
    const output = pathOf("never");
    await expect(runAtlas({ input: "papers.jsonl", output, ...{ topicz: 3 } })).rejects.toThrow(UserError);
    await expect(runAtlas({ input: pathOf("no.jsonl"), output })).rejects.toThrow("no such file or folder");
  });
});
