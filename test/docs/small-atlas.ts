import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseConfig } from "../../pipeline/config.ts";
import { runPipeline } from "../../pipeline/run-pipeline.ts";
import { createFakeEmbedder, sourceOf } from "../embedding/fake-embedder.ts";
import { writeThemedPapers } from "../themed-papers.ts";

/** A paper of the themed ones, as a line of their file. */
type Line = { title: string; abstract: string; date?: string };

/**
 * Makes an output of two runs over some fifty papers that has a row for every question: days, authors, classes, upvotes, languages, repeats of
 * several kinds, near-misses, records that cannot be used, a caching theme that rises and topics that changed. Returns its database file.
 */
export async function makeSmallAtlas(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-"));
  const output = join(folder, "output");
  const first = await writeFeed(folder, "2026-11-02", 1);
  await run([first], output);
  const second = await writeFeed(folder, "2026-11-23", 2);
  await run([first, second], output);
  return join(output, "atlas.duckdb");
}

async function run(input: string[], output: string): Promise<void> {
  const config = parseConfig({ input, output, minDocumentCount: 1, ensembleRuns: 20 });
  await runPipeline(config, { embedding: sourceOf(createFakeEmbedder()) });
}

async function writeFeed(folder: string, day: string, seed: number): Promise<string> {
  const path = join(folder, `${day}.jsonl`);
  await writeThemedPapers(path, 6, seed, day);
  const themed = (await readFile(path, "utf8")).trim().split("\n");
  const lines = themed.map((line): Line => JSON.parse(line));
  const caching = Array.from({ length: 2 + 12 * (seed - 1) }, (_, place) => ({
    title: `KV-cache eviction study ${seed}-${place}`,
    abstract: `We evict entries of the cache by key ${place}. The KV cache shrinks by eviction, and decoding is faster with a small cache of keys.`,
    date: day,
  }));
  const [one, two] = lines as [Line, Line];
  const repeats = [one, { ...two, abstract: `${two.abstract} It is fast.` }, { ...two, title: `${two.title}, part 2` }];
  const records = [...lines, ...caching, ...repeats].map((line, place) => ({
    ...line,
    authors: [`Author ${place % 5}`, "Zoë Ångström"],
    categories: [place % 2 === 0 ? "cs.CL" : "cs.LG"],
    upvotes: place,
  }));
  const texts = [...records.map((record) => JSON.stringify(record)), "no record", '{"title": "Without an abstract"}'];
  await writeFile(path, `${texts.join("\n")}\n`);
  return path;
}
