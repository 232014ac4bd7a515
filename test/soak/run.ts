import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parseConfig } from "../../pipeline/config.ts";
import { openFile } from "../../pipeline/input/file-content.ts";
import { runPipeline } from "../../pipeline/run-pipeline.ts";
import { compareDatabases } from "../compare-databases.ts";
import { createFakeEmbedder, sourceOf } from "../embedding/fake-embedder.ts";
import { checkOutput, measureOutput } from "./check-output.ts";
import { type Day, writeDays } from "./write-days.ts";

const USAGE = `npm run soak -- [--days N] [--papers FILE] [--real]
  --days    days that are added one by one to one output, 200 unless told
  --papers  JSON lines that are parted over the days; 400 of the repository's abstracts unless told
  --real    embeds with the bundled model; without it words stand for vectors, which takes a second
`;
const ABSTRACTS = fileURLToPath(new URL("../data/arxiv-8k.jsonl.gz", import.meta.url));
const ABSTRACTS_TAKEN = 400;

/** Tables that depend on the runs before: numbers of topics, and what tells of them. The others must be those of one run over all days. */
const TABLES_WITHOUT_PAST = [
  "records",
  "rejected",
  "papers",
  "appearances",
  "duplicate_pairs",
  "duplicates",
  "judged_pairs",
  "field_origins",
  "paper_vectors",
  "space",
  "neighbors",
  "positions",
];

/** Bytes that an output may have more of than one that is made at once. */
const MOST_GROWTH = 1.5;

const { values: options } = parseArgs({
  options: {
    days: { type: "string", default: "200" },
    papers: { type: "string" },
    real: { type: "boolean" },
    help: { type: "boolean" },
  },
});
if (options.help) process.stdout.write(USAGE);
else {
  const folder = await mkdtemp(join(tmpdir(), "atlas-soak-"));
  try {
    await soak(folder, Number(options.days));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function soak(folder: string, days: number): Promise<void> {
  const input = join(folder, "feed");
  const output = join(folder, "grown");
  const effects = options.real ? {} : { embedding: sourceOf(createFakeEmbedder()) };
  const run = (path: string) => runPipeline(parseConfig({ input: [input], output: path, dtype: "q8" }), effects);
  for await (const day of writeDays(input, await readPapers(), days)) {
    const { papers, levels, seconds } = await run(output);
    const { ids, newest } = await checkOutput(output, day.lines);
    tell(
      day,
      `${papers} papers, ${levels.join("/")} topics, ids up to ${newest}, ${ids} known, ${seconds.toFixed(1)} s`,
      await measureOutput(output),
    );
  }
  const whole = join(folder, "whole");
  await run(whole);
  const [grown, fresh] = [await measureOutput(output), await measureOutput(whole)];
  const { differing } = await compareDatabases(join(output, "atlas.duckdb"), join(whole, "atlas.duckdb"));
  const wrong = differing.filter(({ table }) => TABLES_WITHOUT_PAST.includes(table));
  if (wrong.length > 0)
    throw new Error(`not as made at once: ${wrong.map(({ table, rows }) => `${table}, ${rows} rows`).join("; ")}`);
  if (grown > MOST_GROWTH * fresh) throw new Error(`bytes of the output: ${grown} where ${fresh} are made at once`);
  process.stdout.write(`as made at once; ${(grown / fresh).toFixed(2)} of its bytes\n`);
}

function tell({ number, lines }: Day, text: string, bytes: number): void {
  const memory = process.memoryUsage.rss() / 2 ** 20;
  process.stdout.write(
    `day ${number}: ${lines} lines, ${text}, ${(bytes / 2 ** 20).toFixed(1)} MiB written, ${memory.toFixed(0)} MiB of memory\n`,
  );
}

/** Returns lines of JSON, a paper each. */
async function readPapers(): Promise<string[]> {
  const path = options.papers ?? ABSTRACTS;
  const lines = (await openFile(path, path).readText()).split("\n").filter((line) => line.trim() !== "");
  return options.papers ? lines : lines.slice(0, ABSTRACTS_TAKEN);
}
