import { computeAdjustedRand } from "../numeric/adjusted-rand.ts";
import { clusterByKMeans } from "../numeric/kmeans.ts";
import { computeMean } from "../numeric/mean.ts";
import { computeDistances, computeSilhouettes } from "../numeric/silhouette.ts";
import { countVectors, pickVectors, type Vectors } from "../numeric/vectors.ts";
import { createRandom, type Random, sampleIndices } from "../random.ts";
import { drawHalves, predictHalves } from "./half-prediction.ts";
import type { TopicSpace } from "./topic-space.ts";

/** How often each number of topics is tried. */
export type ScanOptions = {
  seed: number;
  /** Starts of the k-means that is judged. */
  restarts: number;
  /** Pairs of subsamples that are clustered and compared; half as many for more than 15 topics, which no broad level has. */
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
  /** Adjusted Rand index of a half and of what the other half predicts for it. */
  prediction: number;
  /** Mutual information of the same two less what chance gives, in nats. */
  information: number;
  /** Sum of squared distances to the centroids, in the smooth space. */
  inertia: number;
};

/** Measures numbers of topics one by one. The same k gives the same figures, whatever else was measured. */
export type TopicCountMeter = (k: number) => ScanRow;

const EACH_UP_TO = 15;
const STEP = 1.2;
const LEAST_ROWS_PER_TOPIC = 6;
const STEPS = 25;

/** Returns a meter for the papers of a space. Subsamples and halves are the same for each k, so that figures of two differ by k alone. */
export function createTopicCountMeter({ smooth, sharp }: TopicSpace, options: ScanOptions): TopicCountMeter {
  const count = countVectors(smooth);
  const distances = computeDistances(sharp);
  const halves = drawHalves(count, options.splits, createRandom(options.seed, "scan halves"));
  return (k) => {
    const random = createRandom(options.seed, `scan of ${k} topics`);
    const settings = { k, maxIterations: STEPS };
    const { clusterOf, inertia } = clusterByKMeans(smooth, { ...settings, restarts: options.restarts }, random);
    return {
      k,
      silhouette: computeMean(computeSilhouettes(distances, clusterOf, k)),
      stability: compareSubsamples(smooth, k, options, random),
      ...predictHalves(smooth, halves, { ...settings, restarts: 1 }, random),
      inertia,
    };
  };
}

/** Returns the numbers of topics to try for so many rows: each up to 15, then in steps of 20 %, up to a sixth of the rows; 2 at least. */
export function listTopicCounts(rows: number): number[] {
  const most = Math.max(2, Math.floor(rows / LEAST_ROWS_PER_TOPIC));
  const counts: number[] = [];
  for (let k = 2; k <= most; k = k < EACH_UP_TO ? k + 1 : Math.round(k * STEP)) counts.push(k);
  return counts;
}

function compareSubsamples(
  vectors: Vectors,
  k: number,
  { pairs, subsampleShare }: ScanOptions,
  random: Random,
): number {
  const size = Math.max(k, Math.round(subsampleShare * countVectors(vectors)));
  const agreements = Array.from({ length: k > EACH_UP_TO ? Math.ceil(pairs / 2) : pairs }, () => {
    const first = clusterSubsample(vectors, k, size, random);
    const second = clusterSubsample(vectors, k, size, random);
    const shared = [...first.keys()].filter((row) => second.has(row));
    return computeAdjustedRand(
      shared.map((row) => first.get(row)!),
      shared.map((row) => second.get(row)!),
    );
  });
  return computeMean(agreements);
}

/** Returns the cluster of each row of a random subsample. */
function clusterSubsample(vectors: Vectors, k: number, size: number, random: Random): Map<number, number> {
  const rows = sampleIndices(random, countVectors(vectors), size);
  const { clusterOf } = clusterByKMeans(pickVectors(vectors, rows), { k, restarts: 1, maxIterations: STEPS }, random);
  return new Map(Array.from(rows, (row, index) => [row, clusterOf[index]!]));
}
