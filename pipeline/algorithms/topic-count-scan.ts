import { type Random, sampleIndices } from "../random.ts";
import { computeAdjustedRand } from "./adjusted-rand.ts";
import { clusterByKMeans } from "./kmeans.ts";
import { computeDistances, computeSilhouettes } from "./silhouette.ts";
import { pickVectors, type Vectors } from "./vectors.ts";

export type ScanOptions = {
  /** Numbers of topics to try, ascending. */
  candidates: readonly number[];
  restarts: number;
  /** Pairs of subsamples that are clustered and compared. */
  pairs: number;
  /** Share of the rows in a subsample; over a half, so that two subsamples overlap. */
  subsampleShare: number;
};

/** What was measured for one k. */
export type ScanRow = { k: number; silhouette: number; stability: number; inertia: number; score: number };

/**
 * Measures each candidate number of topics. `smooth` is clustered; the silhouette is measured in `sharp`, because in a smoothed
 * space it only grows with k. Stability is the mean adjusted Rand index of clusterings of two random subsamples over the rows in
 * both (Ben-Hur, Elisseeff and Guyon 2002). The score is silhouette x stability, neither less than 0.
 */
export function scanTopicCounts(
  { smooth, sharp }: { smooth: Vectors; sharp: Vectors },
  options: ScanOptions,
  random: Random,
  onMeasured: () => void = () => {},
): ScanRow[] {
  const distances = computeDistances(sharp);
  return options.candidates.map((k) => {
    const { labels, inertia } = clusterByKMeans(smooth, { k, restarts: options.restarts }, random);
    const silhouette = average(computeSilhouettes(distances, labels, k));
    const stability = measureStability(smooth, k, options, random);
    onMeasured();
    return { k, silhouette, stability, inertia, score: Math.max(0, silhouette) * Math.max(0, stability) };
  });
}

/**
 * Returns the k to take and why in words. It is the finest of the peaks (no lower than the two scores on either side) whose score
 * comes within a tenth of the best: stability favours few topics, and a reader can join two shelves more easily than split one.
 */
export function chooseTopicCount(scan: readonly ScanRow[]): { k: number; reason: string } {
  const best = Math.max(...scan.map(({ score }) => score));
  if (best === 0) return { k: scan[0]!.k, reason: "no number of topics shows any structure; this is the smallest" };
  const close = scan.filter(({ score }) => score >= NEARLY * best);
  const chosen = close.filter((row) => isPeak(scan, scan.indexOf(row))).at(-1)!;
  const figures = `silhouette ${chosen.silhouette.toFixed(3)}, stability ${chosen.stability.toFixed(2)}`;
  if (close.length === 1) return { k: chosen.k, reason: `clearly the best score (${figures})` };
  const range = `${close.length} of the ${scan.length} numbers tried, from ${close[0]!.k} to ${close.at(-1)!.k}`;
  return {
    k: chosen.k,
    reason: `the finest peak of the score (${figures}); no clear winner, as ${range}, score within a tenth of the best`,
  };
}

const NEARLY = 0.9;
const PEAK_REACH = 2;

function isPeak(scan: readonly ScanRow[], index: number): boolean {
  const around = scan.slice(Math.max(0, index - PEAK_REACH), index + PEAK_REACH + 1);
  return around.every(({ score }) => score <= scan[index]!.score);
}

function measureStability(vectors: Vectors, k: number, { pairs, subsampleShare }: ScanOptions, random: Random): number {
  const count = vectors.values.length / vectors.dimensions;
  const size = Math.max(k, Math.round(subsampleShare * count));
  const agreements = Array.from({ length: pairs }, () => {
    const [first, second] = [0, 1].map(() => {
      const rows = sampleIndices(random, count, size);
      const { labels } = clusterByKMeans(pickVectors(vectors, rows), { k, restarts: 1 }, random);
      return new Map(Array.from(rows, (row, index) => [row, labels[index]!]));
    });
    const shared = [...first!.keys()].filter((row) => second!.has(row));
    return computeAdjustedRand(
      shared.map((row) => first!.get(row)!),
      shared.map((row) => second!.get(row)!),
    );
  });
  return average(agreements);
}

function average(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return sum / values.length;
}
