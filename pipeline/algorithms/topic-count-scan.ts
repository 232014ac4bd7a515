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
 * both (Ben-Hur, Elisseeff and Guyon 2002). The score is silhouette x stability, averaged over k and the candidates next to it.
 */
export function scanTopicCounts(
  { smooth, sharp }: { smooth: Vectors; sharp: Vectors },
  options: ScanOptions,
  random: Random,
  onMeasured: () => void = () => {},
): ScanRow[] {
  const distances = computeDistances(sharp);
  const raw = options.candidates.map((k) => {
    const { labels, inertia } = clusterByKMeans(smooth, { k, restarts: options.restarts }, random);
    const silhouettes = computeSilhouettes(distances, labels, k);
    const silhouette = average(silhouettes);
    const stability = measureStability(smooth, k, options, random);
    onMeasured();
    return { k, silhouette, stability, inertia, score: Math.max(0, silhouette) * Math.max(0, stability) };
  });
  return raw.map((row, index) => ({
    ...row,
    score: average(raw.slice(Math.max(0, index - 1), index + 2).map(({ score }) => score)),
  }));
}

/** Returns the row with the highest score, the smaller k of equals, and why in words: also whether other k are nearly as good. */
export function chooseTopicCount(scan: readonly ScanRow[]): { k: number; reason: string } {
  const best = scan.reduce((leader, row) => (row.score > leader.score ? row : leader));
  const close = scan.filter(({ score }) => score >= NEARLY * best.score).map(({ k }) => k);
  const least = Math.min(...close);
  const most = Math.max(...close);
  const figures = `silhouette ${best.silhouette.toFixed(3)}, stability ${best.stability.toFixed(2)}`;
  if (best.score === 0) return { k: best.k, reason: "no number of topics shows any structure; this is the smallest" };
  if (close.length === 1) return { k: best.k, reason: `clearly the best score (${figures})` };
  return {
    k: best.k,
    reason: `the best score (${figures}), but no clear winner: ${close.length} of ${scan.length} tried, from ${least} to ${most}, score within 5 %`,
  };
}

const NEARLY = 0.95;

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
