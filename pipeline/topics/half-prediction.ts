import { computeAdjustedRand } from "../numeric/adjusted-rand.ts";
import { countContingency } from "../numeric/contingency.ts";
import { computeExpectedMutualInformation } from "../numeric/expected-mutual-information.ts";
import { assignToNearest, clusterByKMeans } from "../numeric/kmeans.ts";
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

/** Clusters both halves of each split into k and compares those of the second half with what the centroids of the first predict for it. */
export function predictHalves(
  vectors: Vectors,
  halves: readonly Halves[],
  options: { k: number; restarts: number; maxIterations?: number },
  random: Random,
): HalfPrediction {
  const compared = halves.map(({ first, second }) => {
    const own = { ...options, k: Math.min(options.k, first.length) };
    const { centroids } = clusterByKMeans(pickVectors(vectors, first), own, random);
    const rest = pickVectors(vectors, second);
    const predicted = assignToNearest(rest, squaredNorms(rest), centroids).clusterOf;
    const found = clusterByKMeans(rest, own, random).clusterOf;
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
