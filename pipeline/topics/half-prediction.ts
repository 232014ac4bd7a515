import { computeAdjustedRand } from "../numeric/adjusted-rand.ts";
import { countContingency } from "../numeric/contingency.ts";
import { computeExpectedMutualInformation } from "../numeric/expected-mutual-information.ts";
import { assignToNearest, drawKMeans, type KMeansOptions, type KMeansResult, runKMeans } from "../numeric/kmeans.ts";
import type { KMeansTask } from "../numeric/kmeans-threads.ts";
import { computeMean } from "../numeric/mean.ts";
import { computeMutualInformation } from "../numeric/mutual-information.ts";
import { countVectors, pickVectors, squaredNorms, type Vectors } from "../numeric/vectors.ts";
import { type Random, sampleIndices } from "../random.ts";

/** The rows of two random halves. */
export type Halves = { first: Int32Array; second: Int32Array };

/** How far the clusters of one half of the rows foretell those of the other, as means over splits. */
export type HalfPrediction = {
  /** Adjusted Rand index of what is predicted and what is found (Tibshirani and Walther 2005; Lange et al. 2004): which share of it repeats. */
  prediction: number;
  /** Their mutual information less that of random partitions with groups of the same sizes, in nats: how much structure repeats. */
  information: number;
};

const LEAST_ROWS_TO_PART = 8;

/** Splits `count` rows into random halves, `splits` times. */
export function drawHalves(count: number, splits: number, random: Random): Halves[] {
  return Array.from({ length: splits }, () => {
    const first = sampleIndices(random, count, count >> 1);
    const taken = new Set(first);
    const second = Int32Array.from({ length: count }, (_, row) => row).filter((row) => !taken.has(row));
    return { first, second };
  });
}

/** Draws the k-means of both halves of each split into k, the first half before the second. */
export function drawHalfClusters(
  halves: readonly Halves[],
  options: KMeansOptions,
  random: Random,
): (KMeansTask & { rows: Int32Array })[] {
  return halves.flatMap(({ first, second }) => {
    const own = { ...options, k: Math.min(options.k, first.length) };
    return [first, second].map((rows) => ({ rows, drawn: drawKMeans(rows.length, own, random) }));
  });
}

/** Compares the clusters of the second half of each split with what the centroids of the first predict for it. `clustered` are those that drawHalfClusters draws, in order. */
export function compareHalves(
  vectors: Vectors,
  halves: readonly Halves[],
  clustered: readonly KMeansResult[],
): HalfPrediction {
  const compared = halves.map(({ second }, split) => {
    const rest = pickVectors(vectors, second);
    const predicted = assignToNearest(rest, squaredNorms(rest), clustered[2 * split]!.centroids).clusterOf;
    const found = clustered[2 * split + 1]!.clusterOf;
    return {
      prediction: computeAdjustedRand(predicted, found),
      information: computeSharedInformation(predicted, found),
    };
  });
  return {
    prediction: computeMean(compared.map(({ prediction }) => prediction)),
    information: computeMean(compared.map(({ information }) => information)),
  };
}

/** Clusters both halves of each split into k and compares those of the second half with what the centroids of the first predict for it. */
export function predictHalves(
  vectors: Vectors,
  halves: readonly Halves[],
  options: KMeansOptions,
  random: Random,
): HalfPrediction {
  const tasks = drawHalfClusters(halves, options, random);
  const clustered = tasks.map(({ rows, drawn }) => runKMeans(pickVectors(vectors, rows), drawn));
  return compareHalves(vectors, halves, clustered);
}

/** Returns the mutual information of two partitions of the same rows less what chance gives groups of their sizes, in nats; about 0 for unrelated ones. */
export function computeSharedInformation(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const contingency = countContingency(first, second);
  return computeMutualInformation(contingency) - computeExpectedMutualInformation(contingency);
}

/** Returns how surely rows part into k: the prediction of their halves; 0 for less than eight rows. */
export function measureParting(vectors: Vectors, k: number, splits: number, random: Random): number {
  const count = countVectors(vectors);
  if (count < LEAST_ROWS_TO_PART) return 0;
  return predictHalves(vectors, drawHalves(count, splits, random), { k, restarts: 4 }, random).prediction;
}
