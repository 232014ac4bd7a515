import { join } from "node:path";
import { type Config, parseConfig } from "../pipeline/config.ts";
import { runPipeline } from "../pipeline/run-pipeline.ts";
import { createFakeEmbedder, sourceOf } from "./embedding/fake-embedder.ts";
import { writeThemedPapers } from "./themed-papers.ts";

const PAPERS_PER_THEME = 12;

/** So little is tried that a run takes a moment; themes that share no word are found all the same. */
const QUICK = { minDocumentCount: 1, ensembleRuns: 20, restarts: 2, scanPairs: 2, scanSplits: 2, dtype: "q8" };

/** Makes an output of 48 papers on four themes in a folder, by a run with a fake model; the papers lie beside it. Returns both paths. */
export async function writeSmallAtlas(
  folder: string,
  settings: Partial<Config> = {},
): Promise<{ input: string; output: string }> {
  const [input, output] = [join(folder, "papers.jsonl"), join(folder, "output")];
  await writeThemedPapers(input, PAPERS_PER_THEME, 1, "2025-12-01");
  await repeatRun(input, output, settings);
  return { input, output };
}

/** Runs the pipeline on an input and output as writeSmallAtlas does. */
export async function repeatRun(input: string, output: string, settings: Partial<Config> = {}): Promise<void> {
  const config = parseConfig({ input: [input], output, ...QUICK, ...settings });
  await runPipeline(config, { embedding: sourceOf(createFakeEmbedder()) });
}
