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
 * both (Ben-Hur, Elisseeff and Guyon 2002). The score is silhouette x stability x (1 - 1/k),
 * neither of the first two less than 0; the last, the share of pairs that k equal topics keep apart, takes back what few topics gain in stability
 * by saying little.
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
    return { k, silhouette, stability, inertia, score: Math.max(0, silhouette) * Math.max(0, stability) * (1 - 1 / k) };
  });
}

/**
 * Returns the k to take of a scan of `papers` papers, and why in words. It is the k of the best score, the smallest of equals, unless the scan is flat:
 * where a third of the numbers tried score nearly as well, the best score is chance, and the best near the square root of half the
 * papers is taken (the rule of thumb of Mardia, Kent and Bibby 1979).
 */
export function chooseTopicCount(scan: readonly ScanRow[], papers: number): { k: number; reason: string } {
  const best = findBest(scan);
  if (scan.length === 1) return { k: best.k, reason: "the only number that so few papers allow" };
  if (best.score === 0)
    return { k: best.k, reason: "no number of topics shows any structure; this is the smallest tried" };
  const close = scan.filter(({ score }) => score >= NEARLY * best.score);
  if (close.length <= FLAT_SHARE * scan.length) {
    const others = close.filter(({ k }) => k !== best.k).map(({ k }) => k);
    const clarity =
      others.length === 0 ? "clearly the best score" : `the best score, nearly as good: ${others.join(", ")}`;
    return { k: best.k, reason: `${clarity} (${describe(best)})` };
  }
  const usual = Math.sqrt(papers / 2);
  const near = scan.filter(({ k }) => k >= usual / USUAL_RANGE && k <= usual * USUAL_RANGE);
  const chosen = findBest(near.length > 0 ? near : scan);
  const range = `${close.length} of ${scan.length} tried score within a fifth of the best${chosen === best ? "" : `, k = ${best.k}`}`;
  const choice =
    near.length > 0
      ? `of those from ${near[0]!.k} to ${near.at(-1)!.k}, around the usual √(papers/2) = ${usual.toFixed(0)}, it scores best`
      : `none near the usual √(papers/2) = ${usual.toFixed(0)} was tried, it scores best of all`;
  return { k: chosen.k, reason: `no number is clearly best (${range}); ${choice} (${describe(chosen)})` };
}

const NEARLY = 0.8;
const FLAT_SHARE = 1 / 3;
const USUAL_RANGE = 1.6;

function findBest(scan: readonly ScanRow[]): ScanRow {
  return scan.reduce((leader, row) => (row.score > leader.score ? row : leader));
}

function describe({ silhouette, stability }: ScanRow): string {
  return `silhouette ${silhouette.toFixed(3)}, stability ${stability.toFixed(2)}`;
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
