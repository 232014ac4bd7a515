import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Vectors } from "../../pipeline/numeric/vectors.ts";
import { type EmbeddingFigures, type EmbeddingPeers, measureEmbedding } from "./embedding.ts";
import { type KMeansFigures, measureKMeans } from "./kmeans.ts";
import { measureNeighborsAndMap, type NeighborFigures } from "./neighbors-and-map.ts";
import { measurePipeline, type PipelineFigures } from "./pipeline-run.ts";
import { formatReport } from "./report.ts";
import { runScale } from "./scale.ts";

/** Everything that was measured in one run of the benchmark. */
export type Figures = {
  machine: { processor: string; cores: number; node: string };
  pipelines: PipelineFigures[];
  embedding: EmbeddingFigures;
  kMeans: KMeansFigures[];
  neighbors: NeighborFigures[];
};

const USAGE = `npm run bench -- [--quick] [--json] [--peers PYTHON [--weights FOLDER]]
  --quick  the seed papers alone, about a minute; without it also 8,201 abstracts, some ten minutes
  --json   the figures as JSON
  --peers  also times fastembed, with a Python that has it, and sentence-transformers, with a folder of all-MiniLM-L6-v2 with weights for it

npm run bench -- --scale [--sizes 1000,3000,10000,30000,100000] [--folder output/scale] [--inputs] [--peers PYTHON] [-- options of the program]
  --scale   the program on corpora of these sizes, mixed of real abstracts, with vectors made; writes scale.md, scale.svg and scale.json
  --inputs  only makes the corpora: papers.parquet in a folder for each size
  --peers   also times scikit-learn, umap-learn and BERTopic on the same papers and vectors, up to 10,000, with a Python that has them
`;
const ROOT = new URL("../../", import.meta.url);
const SEEDS = fileURLToPath(new URL("seeds", ROOT));
const ABSTRACTS = fileURLToPath(new URL("test/data/arxiv-8k.jsonl.gz", ROOT));
const VECTORS = fileURLToPath(new URL("output/eval.duckdb", ROOT));
const SIZES = "1000,3000,10000,30000,100000";
const K = 20;
const REPEATS = 3;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean" },
    json: { type: "boolean" },
    help: { type: "boolean" },
    scale: { type: "boolean" },
    inputs: { type: "boolean" },
    peers: { type: "string" },
    weights: { type: "string" },
    sizes: { type: "string", default: SIZES },
    folder: { type: "string", default: fileURLToPath(new URL("output/scale", ROOT)) },
  },
});
if (options.help) process.stdout.write(USAGE);
else if (options.scale)
  process.stdout.write(
    await runScale({
      sizes: options.sizes.split(",").map(Number),
      folder: options.folder,
      abstracts: ABSTRACTS,
      vectorFile: VECTORS,
      root: fileURLToPath(ROOT),
      inputsOnly: options.inputs ?? false,
      python: options.peers,
      options: positionals,
    }),
  );
else {
  const { peers: python, weights: folder } = options;
  const figures = await measureAll(options.quick ?? false, python ? { python, folder } : null);
  process.stdout.write(options.json ? `${JSON.stringify(figures, null, 2)}\n` : formatReport(figures));
}

async function measureAll(quick: boolean, peers: EmbeddingPeers | null): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), "topic-atlas-bench-"));
  try {
    // The small run goes first, so that the peak memory of each is its own.
    announce("the pipeline on the seed papers");
    const seeds = await measurePipeline("seeds", SEEDS, join(folder, "seeds"));
    const runs = [seeds];
    if (!quick) {
      announce("the pipeline on 8,201 abstracts: minutes, most of them for the embedding");
      runs.push(await measurePipeline("arxiv-8k", ABSTRACTS, join(folder, "arxiv-8k")));
    }
    announce("embedding");
    const embedding = await measureEmbedding(seeds.data.texts.slice(0, quick ? 60 : 120), REPEATS, peers);
    const inputs: Vectors[] = runs.flatMap(({ data }) => [data.space, data.embeddings]);
    const kMeans: KMeansFigures[] = [];
    for (const vectors of inputs) {
      announce(`k-means, ${vectors.values.length / vectors.dimensions} x ${vectors.dimensions}`);
      kMeans.push(...(await measureKMeans(vectors, K, REPEATS)));
    }
    const neighbors: NeighborFigures[] = [];
    for (const { figures, data } of runs) {
      announce(`nearest neighbours and UMAP, ${figures.papers} papers`);
      const umapRepeats = figures.papers < 1000 ? REPEATS : 1;
      neighbors.push(await measureNeighborsAndMap(data.space, { repeats: REPEATS, umapRepeats }));
    }
    const processors = cpus();
    const machine = { processor: processors[0]!.model, cores: processors.length, node: process.versions.node };
    return { machine, pipelines: runs.map(({ figures }) => figures), embedding, kMeans, neighbors };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function announce(what: string): void {
  process.stderr.write(`measuring ${what}\n`);
}
