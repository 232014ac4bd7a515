import { type Random, sampleIndices } from "../random.ts";
import { computeAdjustedRand } from "./adjusted-rand.ts";
import { assignToNearest, clusterByKMeans } from "./kmeans.ts";
import { computeDistances, computeSilhouettes } from "./silhouette.ts";
import { countVectors, pickVectors, squaredNorms, type Vectors } from "./vectors.ts";

export type ScanOptions = {
  /** Numbers of topics to try, ascending. */
  candidates: readonly number[];
  restarts: number;
  /** Pairs of subsamples that are clustered and compared. */
  pairs: number;
  /** Share of the rows in a subsample; over a half, so that two subsamples overlap. */
  subsampleShare: number;
  /** Times that the rows are split in halves, of which one predicts the other. */
  splits: number;
};

/** What was measured for one k. */
export type ScanRow = {
  k: number;
  silhouette: number;
  stability: number;
  recurrence: number;
  prediction: number;
  inertia: number;
  product: number;
  score: number;
};

/**
 * Measures each candidate number of topics. `smooth` is clustered; the silhouette is measured in `sharp`, because in a smoothed
 * space it only grows with k. Two random subsamples are clustered: stability is their mean adjusted Rand index over the rows in both
 * (Ben-Hur, Elisseeff and Guyon 2002), recurrence the mean Jaccard index of each topic of one and its best match in the other (Hennig 2007).
 * Prediction is the adjusted Rand index of the clustering of a random half and of what the centroids of the other half predict for it
 * (Tibshirani and Walther 2005; Lange et al. 2004). The product is silhouette x recurrence x prediction x (1 - 1/k)^1.5, none less than 0: the
 * silhouette alone runs to many topics, agreement alone to two, and the last factor takes back what few topics gain by saying little. The score
 * is the mean of the products around k, by normal weights a tenth of ln k wide: what holds for one number only is chance.
 */
export function scanTopicCounts(
  { smooth, sharp }: { smooth: Vectors; sharp: Vectors },
  options: ScanOptions,
  random: Random,
  onMeasured: () => void = () => {},
): ScanRow[] {
  const distances = computeDistances(sharp);
  const measured = options.candidates.map((k) => {
    const { labels, inertia } = clusterByKMeans(smooth, { k, restarts: options.restarts }, random);
    const silhouette = average(computeSilhouettes(distances, labels, k));
    const { stability, recurrence } = compareSubsamples(smooth, k, options, random);
    const prediction = measurePrediction(smooth, k, options.splits, random);
    onMeasured();
    const product = Math.max(0, silhouette) * recurrence * Math.max(0, prediction) * (1 - 1 / k) ** DETAIL;
    return { k, silhouette, stability, recurrence, prediction, inertia, product };
  });
  return measured.map((row) => ({ ...row, score: averageAround(row.k, measured) }));
}

function averageAround(k: number, rows: readonly { k: number; product: number }[]): number {
  let [sum, total] = [0, 0];
  for (const row of rows) {
    const weight = Math.exp(-0.5 * (Math.log(row.k / k) / SCORE_WIDTH) ** 2);
    sum += weight * row.product;
    total += weight;
  }
  return sum / total;
}

/**
 * Returns the k to take, and in words why, and how clear the choice is. It is the k of the best score, the smallest of equals, unless the
 * scan is flat: where more than half of the numbers tried score nearly as well, papers part into few topics about as well as into many, and the
 * largest k among the peaks that are nearly as good is taken, because the broader topics are shown beside the fine ones anyway.
 */
export function chooseTopicCount(scan: readonly ScanRow[]): { k: number; reason: string } {
  const best = findBest(scan);
  if (scan.length === 1) return { k: best.k, reason: "the only number that so few papers allow" };
  if (best.score === 0)
    return { k: best.k, reason: "no number of topics shows any structure; this is the smallest tried" };
  const close = scan.filter((row) => isNearlyAsGood(row, best));
  if (close.length > FLAT_SHARE * scan.length) {
    const finest = close.filter((row) => isPeak(row, scan)).at(-1)!;
    const range = `${close.length} of ${scan.length} tried, from ${close[0]!.k} to ${close.at(-1)!.k}, score within a fifth of the best${finest === best ? "" : `, k = ${best.k}`}`;
    return {
      k: finest.k,
      reason: `no number is clearly best: ${range}; this is the finest peak (${describe(finest)})`,
    };
  }
  const others = close.filter((row) => row !== best).map(({ k }) => k);
  const clarity =
    others.length === 0 ? "clearly the best score" : `the best score, nearly as good: ${others.join(", ")}`;
  const limit = best === scan.at(-1) ? "; it is the largest that was tried" : "";
  return { k: best.k, reason: `${clarity}${limit} (${describe(best)})` };
}

/** Returns in words how each k of a scan compares with the best one, in the order of the scan. */
export function judgeTopicCounts(scan: readonly ScanRow[]): string[] {
  const best = findBest(scan);
  return scan.map((row) => {
    if (row === best) return "best";
    if (best.score === 0) return "no structure";
    if (isNearlyAsGood(row, best)) return "nearly as good";
    const weakest = SIGNALS.reduce((least, signal) =>
      ratio(row, best, signal) < ratio(row, best, least) ? signal : least,
    );
    return `weaker: ${WEAKNESSES[weakest]}`;
  });
}

const DETAIL = 1.5;
const SCORE_WIDTH = 0.1;
const NEARLY = 0.8;
const FLAT_SHARE = 0.5;
const SIGNALS = ["silhouette", "recurrence", "prediction"] as const;
const WEAKNESSES = {
  silhouette: "topics less apart",
  recurrence: "fewer topics recur in subsamples",
  prediction: "halves predict each other less",
};

function isNearlyAsGood(row: ScanRow, best: ScanRow): boolean {
  return row.score >= NEARLY * best.score;
}

function isPeak(row: ScanRow, scan: readonly ScanRow[]): boolean {
  const place = scan.indexOf(row);
  return [scan[place - 1], scan[place + 1]].every((next) => !next || next.score <= row.score);
}

function ratio(row: ScanRow, best: ScanRow, signal: (typeof SIGNALS)[number]): number {
  return Math.max(0, row[signal]) / best[signal];
}

function findBest(scan: readonly ScanRow[]): ScanRow {
  return scan.reduce((leader, row) => (row.score > leader.score ? row : leader));
}

function describe({ silhouette, recurrence, prediction }: ScanRow): string {
  return `silhouette ${silhouette.toFixed(3)}, recurrence ${recurrence.toFixed(2)}, prediction ${prediction.toFixed(2)}`;
}

function compareSubsamples(
  vectors: Vectors,
  k: number,
  { pairs, subsampleShare }: ScanOptions,
  random: Random,
): { stability: number; recurrence: number } {
  const count = countVectors(vectors);
  const size = Math.max(k, Math.round(subsampleShare * count));
  const compared = Array.from({ length: pairs }, () => {
    const [first, second] = [0, 1].map(() => {
      const rows = sampleIndices(random, count, size);
      const { labels } = clusterByKMeans(pickVectors(vectors, rows), { k, restarts: 1 }, random);
      return new Map(Array.from(rows, (row, index) => [row, labels[index]!]));
    });
    const shared = [...first!.keys()].filter((row) => second!.has(row));
    const [mine, other] = [shared.map((row) => first!.get(row)!), shared.map((row) => second!.get(row)!)];
    return { stability: computeAdjustedRand(mine, other), recurrence: measureRecurrence(mine, other, k) };
  });
  return {
    stability: average(compared.map(({ stability }) => stability)),
    recurrence: average(compared.map(({ recurrence }) => recurrence)),
  };
}

/** Returns the mean over k topics of the Jaccard index of each with its best match in another clustering of the same rows; an empty one has none. */
function measureRecurrence(labels: readonly number[], others: readonly number[], k: number): number {
  const shared = new Float64Array(k * k);
  const sizes = new Float64Array(k);
  const otherSizes = new Float64Array(k);
  labels.forEach((label, row) => {
    shared[label * k + others[row]!]!++;
    sizes[label]!++;
    otherSizes[others[row]!]!++;
  });
  const best = sizes.map((size, topic) =>
    otherSizes.reduce((most, otherSize, other) => {
      const both = shared[topic * k + other]!;
      return both === 0 ? most : Math.max(most, both / (size + otherSize - both));
    }, 0),
  );
  return average(best);
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
    const predicted = assignToNearest(others, squaredNorms(others), centroids).labels;
    return computeAdjustedRand(predicted, clusterByKMeans(others, options, random).labels);
  });
  return average(agreements);
}

function average(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return sum / values.length;
}
