import { computeAdjustedRand } from "../numeric/adjusted-rand.ts";
import { drawKMeans, type KMeansResult } from "../numeric/kmeans.ts";
import { type KMeansRunner, type KMeansTask, runInTurn } from "../numeric/kmeans-threads.ts";
import { computeMean } from "../numeric/mean.ts";
import { computeDistances, computeSilhouettes } from "../numeric/silhouette.ts";
import { countVectors } from "../numeric/vectors.ts";
import { createRandom, type Random, sampleIndices } from "../random.ts";
import { compareHalves, drawHalfClusters, drawHalves } from "./half-prediction.ts";
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
  /** Runs the k-means; in turn, where none is given. */
  runner?: KMeansRunner;
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
export type TopicCountMeter = (k: number) => Promise<ScanRow>;

const EACH_UP_TO = 15;
const STEP = 1.2;
const LEAST_ROWS_PER_TOPIC = 6;
const STEPS = 25;

/** Returns a meter for the papers of a space. Subsamples and halves are the same for each k, so that figures of two differ by k alone. */
export function createTopicCountMeter({ smooth, sharp }: TopicSpace, options: ScanOptions): TopicCountMeter {
  const count = countVectors(smooth);
  const distances = computeDistances(sharp);
  const halves = drawHalves(count, options.splits, createRandom(options.seed, "scan halves"));
  const run = options.runner ?? runInTurn;
  return async (k) => {
    const random = createRandom(options.seed, `scan of ${k} topics`);
    const settings = { k, maxIterations: STEPS };
    const whole = { rows: null, drawn: drawKMeans(count, { ...settings, restarts: options.restarts }, random) };
    const subsamples = drawSubsamples(count, k, options, random);
    const parts = drawHalfClusters(halves, { ...settings, restarts: 1 }, random);
    const [found, ...clustered] = await run(smooth, [whole, ...subsamples, ...parts]);
    const { clusterOf, inertia } = found!;
    return {
      k,
      silhouette: computeMean(computeSilhouettes(distances, clusterOf, k)),
      stability: compareSubsamples(subsamples, clustered),
      ...compareHalves(smooth, halves, clustered.slice(subsamples.length)),
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

type Subsample = KMeansTask & { rows: Int32Array };

/** Draws the k-means of pairs of random subsamples, one pair after the other. */
function drawSubsamples(count: number, k: number, { pairs, subsampleShare }: ScanOptions, random: Random): Subsample[] {
  const size = Math.max(k, Math.round(subsampleShare * count));
  return Array.from({ length: 2 * (k > EACH_UP_TO ? Math.ceil(pairs / 2) : pairs) }, () => {
    const rows = sampleIndices(random, count, size);
    return { rows, drawn: drawKMeans(size, { k, restarts: 1, maxIterations: STEPS }, random) };
  });
}

/** Returns the mean agreement of the two subsamples of each pair, over the rows in both. */
function compareSubsamples(subsamples: readonly Subsample[], clustered: readonly KMeansResult[]): number {
  const clusters = subsamples.map(
    ({ rows }, sample) => new Map(Array.from(rows, (row, place) => [row, clustered[sample]!.clusterOf[place]!])),
  );
  const agreements: number[] = [];
  for (let pair = 0; pair < clusters.length; pair += 2) {
    const [first, second] = [clusters[pair]!, clusters[pair + 1]!];
    const shared = [...first.keys()].filter((row) => second.has(row));
    agreements.push(
      computeAdjustedRand(
        shared.map((row) => first.get(row)!),
        shared.map((row) => second.get(row)!),
      ),
    );
  }
  return computeMean(agreements);
}
