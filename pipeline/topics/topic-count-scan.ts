import { computeAdjustedRand } from "../numeric/adjusted-rand.ts";
import { countClusterSizes } from "../numeric/cluster-sizes.ts";
import { assignToNearest, clusterByKMeans } from "../numeric/kmeans.ts";
import { computeMean } from "../numeric/mean.ts";
import { computeDistances, computeSilhouettes } from "../numeric/silhouette.ts";
import { countVectors, pickVectors, squaredNorms, type Vectors } from "../numeric/vectors.ts";
import { type Random, sampleIndices } from "../random.ts";
import type { TopicSpace } from "./topic-space.ts";

/** What is tried, and how often. */
export type ScanOptions = {
  /** Numbers of topics to try, ascending. */
  candidates: readonly number[];
  /** Starts of the k-means that is judged. */
  restarts: number;
  /** Pairs of subsamples that are clustered and compared. */
  pairs: number;
  /** Share of the rows in a subsample; over a half, so that two subsamples overlap. */
  subsampleShare: number;
  /** Times that the rows are split in halves, of which one predicts the other. */
  splits: number;
};

/** What was measured for one number of topics, k. */
export type ScanRow = {
  k: number;
  /** Mean silhouette in the sharp space, because in a smoothed one it only grows with k. */
  silhouette: number;
  /** Mean adjusted Rand index of two subsamples over the rows in both (Ben-Hur, Elisseeff and Guyon 2002). */
  stability: number;
  /** Mean Jaccard index of each topic of one subsample and its best match in the other (Hennig 2007). */
  recurrence: number;
  /**
   * Mean adjusted Rand index of a half and of what the centroids of the other half predict for it (Tibshirani and Walther 2005;
   * Lange et al. 2004).
   */
  prediction: number;
  /** Sum of squared distances to the centroids, in the smooth space. */
  inertia: number;
  /** silhouette x stability x prediction x (1 - 1/k)^1.5, none less than 0. */
  product: number;
  /** Mean of the products around k, by normal weights a tenth of ln k wide: what holds for one number only is chance. */
  score: number;
};

/** Power of (1 - 1/k): it takes back what few topics gain in agreement by saying little. */
const DETAIL = 1.5;
const SCORE_WIDTH = 0.1;
const LEAST_PAPERS_PER_TOPIC = 6;

/** Returns the numbers of topics to try for so many papers: from 2 up to √(2n), a sixth of the papers, or `most`, whichever is least. */
export function listTopicCounts(papers: number, most: number): number[] {
  const allowed = Math.floor(Math.min(papers / LEAST_PAPERS_PER_TOPIC, Math.sqrt(2 * papers)));
  return Array.from({ length: Math.min(most, Math.max(2, allowed)) - 1 }, (_, index) => index + 2);
}

/**
 * Measures each candidate number of topics. `smooth` is clustered, whole, in random subsamples and in random halves, and the clusterings are
 * compared. The silhouette alone runs to many topics, agreement alone to two: the score is of their product.
 */
export function scanTopicCounts(
  { smooth, sharp }: TopicSpace,
  options: ScanOptions,
  random: Random,
  onMeasured: () => void = () => {},
): ScanRow[] {
  const distances = computeDistances(sharp);
  const measured = options.candidates.map((k) => {
    const { clusterOf, inertia } = clusterByKMeans(smooth, { k, restarts: options.restarts }, random);
    const silhouette = computeMean(computeSilhouettes(distances, clusterOf, k));
    const { stability, recurrence } = compareSubsamples(smooth, k, options, random);
    const prediction = measurePrediction(smooth, k, options.splits, random);
    onMeasured();
    const product = Math.max(0, silhouette) * Math.max(0, stability) * Math.max(0, prediction) * (1 - 1 / k) ** DETAIL;
    return { k, silhouette, stability, recurrence, prediction, inertia, product };
  });
  return measured.map((row) => ({ ...row, score: averageAround(row.k, measured, ({ product }) => product) }));
}

/** Returns the mean of a figure of the rows around k, by normal weights a tenth of ln k wide. */
export function averageAround<Row extends { k: number }>(
  k: number,
  rows: readonly Row[],
  measure: (row: Row) => number,
): number {
  let sum = 0;
  let total = 0;
  for (const row of rows) {
    const weight = Math.exp(-0.5 * (Math.log(row.k / k) / SCORE_WIDTH) ** 2);
    sum += weight * measure(row);
    total += weight;
  }
  return sum / total;
}

function compareSubsamples(
  vectors: Vectors,
  k: number,
  { pairs, subsampleShare }: ScanOptions,
  random: Random,
): { stability: number; recurrence: number } {
  const size = Math.max(k, Math.round(subsampleShare * countVectors(vectors)));
  const compared = Array.from({ length: pairs }, () => {
    const first = clusterSubsample(vectors, k, size, random);
    const second = clusterSubsample(vectors, k, size, random);
    const shared = [...first.keys()].filter((row) => second.has(row));
    const firstOf = shared.map((row) => first.get(row)!);
    const secondOf = shared.map((row) => second.get(row)!);
    return { stability: computeAdjustedRand(firstOf, secondOf), recurrence: measureRecurrence(firstOf, secondOf, k) };
  });
  return {
    stability: computeMean(compared.map(({ stability }) => stability)),
    recurrence: computeMean(compared.map(({ recurrence }) => recurrence)),
  };
}

/** Returns the cluster of each row of a random subsample. */
function clusterSubsample(vectors: Vectors, k: number, size: number, random: Random): Map<number, number> {
  const rows = sampleIndices(random, countVectors(vectors), size);
  const { clusterOf } = clusterByKMeans(pickVectors(vectors, rows), { k, restarts: 1 }, random);
  return new Map(Array.from(rows, (row, index) => [row, clusterOf[index]!]));
}

/** Returns the mean over k clusters of the Jaccard index of each with its best match in another clustering of the same rows; an empty one has none. */
function measureRecurrence(clusterOf: readonly number[], otherOf: readonly number[], k: number): number {
  const shared = new Float64Array(k * k);
  for (const [row, cluster] of clusterOf.entries()) shared[cluster * k + otherOf[row]!]!++;
  const otherSizes = countClusterSizes(otherOf, k);
  const best = Array.from(countClusterSizes(clusterOf, k), (size, cluster) =>
    otherSizes.reduce((most, otherSize, other) => {
      const both = shared[cluster * k + other]!;
      return both === 0 ? most : Math.max(most, both / (size + otherSize - both));
    }, 0),
  );
  return computeMean(best);
}

function measurePrediction(vectors: Vectors, k: number, splits: number, random: Random): number {
  const count = countVectors(vectors);
  const agreements = Array.from({ length: splits }, () => {
    const half = sampleIndices(random, count, count >> 1);
    const inHalf = new Set(half);
    const rest = Int32Array.from([...Array(count).keys()].filter((row) => !inHalf.has(row)));
    const options = { k: Math.min(k, half.length), restarts: 1 };
    const { centroids } = clusterByKMeans(pickVectors(vectors, half), options, random);
    const others = pickVectors(vectors, rest);
    const predicted = assignToNearest(others, squaredNorms(others), centroids).clusterOf;
    return computeAdjustedRand(predicted, clusterByKMeans(others, options, random).clusterOf);
  });
  return computeMean(agreements);
}
