import { kmeans } from "ml-kmeans";
import { averageClusters, clusterByKMeans, iterateLloyd } from "../../pipeline/numeric/kmeans.ts";
import { countVectors, pickVectors, squaredNorms, type Vectors, viewVector } from "../../pipeline/numeric/vectors.ts";
import { createRandom, sampleIndices } from "../../pipeline/random.ts";
import { type Measured, measureInTurn } from "./measure.ts";

/** Our k-means and ml-kmeans on the same rows. Ratios are ours over theirs: below 1 is faster, or tighter. */
export type KMeansFigures = {
  rows: number;
  dimensions: number;
  k: number;
  start: "same centroids" | "each its own k-means++";
  ourSeconds: number;
  theirSeconds: number;
  ourIterations: number;
  theirIterations: number;
  timeRatio: number;
  inertiaRatio: number;
};

type Clustered = { clusterOf: ArrayLike<number>; iterations: number };

const MAX_ITERATIONS = 100;

/**
 * Compares a single start of our k-means with ml-kmeans twice: from the same rows as centroids, both until no label changes; and
 * each from its own k-means++, as a user would call it, with its own tolerance.
 */
export async function measureKMeans(vectors: Vectors, k: number, repeats: number): Promise<KMeansFigures[]> {
  const norms = squaredNorms(vectors);
  const start = pickVectors(vectors, sampleIndices(createRandom(1, "bench"), countVectors(vectors), k));
  const rows = listRows(vectors);
  const same = await measureInTurn(repeats, {
    ours: (): Clustered => iterateLloyd(vectors, norms, Float64Array.from(start.values), MAX_ITERATIONS),
    theirs: () => runTheirs(rows, k, { initialization: listRows(start), tolerance: 0 }),
  });
  let seed = 0;
  const own = await measureInTurn(repeats, {
    ours: (): Clustered =>
      clusterByKMeans(vectors, { k, restarts: 1, maxIterations: MAX_ITERATIONS }, createRandom(++seed, "bench")),
    theirs: () => runTheirs(rows, k, { seed }),
  });
  return [compare(vectors, k, "same centroids", same), compare(vectors, k, "each its own k-means++", own)];
}

function runTheirs(rows: number[][], k: number, options: Parameters<typeof kmeans>[2]): Clustered {
  const { clusters, iterations } = kmeans(rows, k, { maxIterations: MAX_ITERATIONS, ...options });
  return { clusterOf: clusters, iterations };
}

function compare(
  vectors: Vectors,
  k: number,
  start: KMeansFigures["start"],
  { ours, theirs }: { ours: Measured<Clustered>; theirs: Measured<Clustered> },
): KMeansFigures {
  const averageInertia = ({ results }: Measured<Clustered>) =>
    average(results.map(({ clusterOf }) => sumInertia(vectors, clusterOf, k)));
  return {
    rows: countVectors(vectors),
    dimensions: vectors.dimensions,
    k,
    start,
    ourSeconds: ours.seconds,
    theirSeconds: theirs.seconds,
    ourIterations: average(ours.results.map(({ iterations }) => iterations)),
    theirIterations: average(theirs.results.map(({ iterations }) => iterations)),
    timeRatio: ours.seconds / theirs.seconds,
    inertiaRatio: averageInertia(ours) / averageInertia(theirs),
  };
}

function sumInertia(vectors: Vectors, clusterOf: ArrayLike<number>, k: number): number {
  const centroids = averageClusters(vectors, Int32Array.from(clusterOf), k);
  let inertia = 0;
  for (let row = 0; row < clusterOf.length; row++) {
    viewVector(vectors, row).forEach((value, d) => {
      inertia += (value - centroids[clusterOf[row]! * vectors.dimensions + d]!) ** 2;
    });
  }
  return inertia;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function listRows(vectors: Vectors): number[][] {
  return Array.from({ length: countVectors(vectors) }, (_, row) => Array.from(viewVector(vectors, row)));
}
