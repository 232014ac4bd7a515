import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Config, parseConfig } from "../../pipeline/config.ts";
import { Database } from "../../pipeline/database/database.ts";
import { findModelDirectories } from "../../pipeline/embedding/model-directories.ts";
import { createOnnxSource } from "../../pipeline/embedding/onnx-embedder.ts";
import { readTexts } from "../../pipeline/evaluation/corpus-texts.ts";
import { EvaluationDatabase } from "../../pipeline/evaluation/evaluation-database.ts";
import type { Log } from "../../pipeline/log.ts";
import { findNearestNeighbors } from "../../pipeline/numeric/nearest-neighbors.ts";
import { normalizeRows, type Vectors, viewVector } from "../../pipeline/numeric/vectors.ts";
import { createRandom } from "../../pipeline/random.ts";
import { type MixedPaper, type MixingSource, mixPapers } from "./repeated-corpus.ts";

/** Real papers, of which others are mixed, with their vectors. */
export type Sources = { papers: MixingSource[]; vectors: Vectors };

const NEAREST = 60;
const MOST_NEAR = 30;

/** How long the noise of a made vector is; the mean of four near papers alone would lie too near the middle. */
const NOISE = 0.5;
const BATCH = 5_000;

/** Reads real abstracts of known classes with their vectors, which are kept in the file of `npm run eval`. */
export async function readSources(path: string, vectorFile: string, log: Log): Promise<Sources> {
  const read: { text: string; title: string; abstract: string; label: string }[] = [];
  for await (const { text, fields } of readTexts({ path }))
    read.push({ text, ...(fields as { title: string; abstract: string; label: string }) });
  const vectors = await readVectors(
    read.map(({ text }) => text),
    vectorFile,
    log,
  );
  const { k, indices } = await findNearestNeighbors(vectors, NEAREST);
  const papers = read.map(({ title, abstract, label }, row) => {
    const near = Array.from(indices.subarray(row * k, (row + 1) * k));
    return { title, abstract, label, near: near.filter((other) => read[other]!.label === label).slice(0, MOST_NEAR) };
  });
  return { papers, vectors };
}

async function readVectors(texts: string[], vectorFile: string, log: Log): Promise<Vectors> {
  const database = await EvaluationDatabase.open(vectorFile);
  const embedder = await createOnnxSource(findModelDirectories()).open(parseConfig() as Config, log);
  try {
    return (await database.embed(texts, embedder, log)).vectors;
  } finally {
    await embedder.close();
    database.close();
  }
}

/** Writes the first `size` mixed papers with made vectors to `papers.parquet` of a folder, and returns its path. */
export async function writeInputs(sources: Sources, size: number, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, "papers.parquet");
  const { dimensions } = sources.vectors;
  const database = await Database.open(":memory:");
  const random = createRandom(1, "mixed vectors");
  const papers = mixPapers(sources.papers);
  try {
    await database.execute(
      `CREATE TABLE made (title VARCHAR, abstract VARCHAR, authors VARCHAR[], categories VARCHAR[], date VARCHAR, upvotes INTEGER,
         paper_url VARCHAR, vector FLOAT[${dimensions}])`,
    );
    for (let start = 0; start < size; start += BATCH) {
      const batch: MixedPaper[] = [];
      for (let place = start; place < Math.min(size, start + BATCH); place++) batch.push(papers.next().value!);
      const values = new Float32Array(batch.length * dimensions);
      for (const [row, { shares }] of batch.entries())
        mixVector(sources.vectors, shares, values.subarray(row * dimensions, (row + 1) * dimensions), random);
      await database.append("made", {
        title: batch.map(({ title }) => title),
        abstract: batch.map(({ abstract }) => abstract),
        authors: batch.map(({ authors }) => authors),
        categories: batch.map(({ categories }) => categories),
        date: batch.map(({ listed }) => listed),
        upvotes: batch.map(({ upvotes }) => upvotes),
        paper_url: batch.map(({ url }) => url),
        vector: normalizeRows({ values, dimensions }),
      });
    }
    await database.execute(`COPY made TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`);
  } finally {
    database.close();
  }
  return path;
}

/** Sets a vector to the mean of its sources by their shares, and the difference of two others as noise: its spread is that of real ones. */
function mixVector(
  vectors: Vectors,
  shares: ReadonlyMap<number, number>,
  target: Float32Array,
  random: ReturnType<typeof createRandom>,
): void {
  const count = vectors.values.length / vectors.dimensions;
  const [one, other] = [viewVector(vectors, random.integer(count)), viewVector(vectors, random.integer(count))];
  const length = Math.hypot(...one.map((value, d) => value - other[d]!)) || 1;
  for (let d = 0; d < target.length; d++) target[d] = (NOISE * (one[d]! - other[d]!)) / length;
  for (const [row, share] of shares) {
    const source = viewVector(vectors, row);
    for (let d = 0; d < target.length; d++) target[d]! += share * source[d]!;
  }
}
