import { computeAdjustedRand } from "../numeric/adjusted-rand.ts";
import { assignToNearest, clusterByKMeans } from "../numeric/kmeans.ts";
import { computeDistances, computeSilhouettes } from "../numeric/silhouette.ts";
import { countVectors, pickVectors, squaredNorms, type Vectors } from "../numeric/vectors.ts";
import { type Random, sampleIndices } from "../random.ts";

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
 * (Tibshirani and Walther 2005; Lange et al. 2004). The product is silhouette x stability x prediction x (1 - 1/k)^1.5, none less than 0: the
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
    const product = Math.max(0, silhouette) * Math.max(0, stability) * Math.max(0, prediction) * (1 - 1 / k) ** DETAIL;
    return { k, silhouette, stability, recurrence, prediction, inertia, product };
  });
  return measured.map((row) => ({ ...row, score: averageAround(row.k, measured, ({ product }) => product) }));
}

function averageAround<Row extends { k: number }>(
  k: number,
  rows: readonly Row[],
  measure: (row: Row) => number,
): number {
  let [sum, total] = [0, 0];
  for (const row of rows) {
    const weight = Math.exp(-0.5 * (Math.log(row.k / k) / SCORE_WIDTH) ** 2);
    sum += weight * measure(row);
    total += weight;
  }
  return sum / total;
}

/**
 * Returns the k to take, and in words why, and how clear the choice is. It is the k of the best score, the smallest of equals, where its
 * prediction is at least .75: the threshold that Tibshirani and Walther (2005) ask of a clustering, .8 to .9 for their strength, put to the adjusted
 * Rand index. Else no number is clear, papers part into few topics about as well as into many, and the largest k is taken among the peaks
 * that score at least three quarters of the best, because broader topics are shown beside the fine ones anyway.
 */
export function chooseTopicCount(scan: readonly ScanRow[]): { k: number; reason: string } {
  const best = findBest(scan);
  if (scan.length === 1) return { k: best.k, reason: "the only number that so few papers allow" };
  if (best.score === 0)
    return { k: best.k, reason: "no number of topics shows any structure; this is the smallest tried" };
  const close = scan.filter((row) => isNearlyAsGood(row, best));
  const others = (chosen: ScanRow) => close.filter((row) => row !== chosen).map(({ k }) => k);
  const limitOf = (chosen: ScanRow) => (chosen === scan.at(-1) ? "; it is the largest that was tried" : "");
  const prediction = averageAround(best.k, scan, (row) => row.prediction);
  if (prediction < CLEAR_PREDICTION) {
    const finest = close.filter((row) => isPeak(row, scan)).at(-1)!;
    const rest = others(finest).length === 0 ? "" : `, nearly as good: ${describeNumbers(others(finest))}`;
    const role =
      finest === best ? "this scores best" : `k = ${best.k} scores best, and this is the finest peak near it`;
    return {
      k: finest.k,
      reason: `no number is clear, as halves of the papers predict each other at ${prediction.toFixed(2)} only: ${role}${rest}${limitOf(finest)} (${describe(finest)})`,
    };
  }
  const clarity =
    others(best).length > 0
      ? `the best score, nearly as good: ${describeNumbers(others(best))}`
      : best === scan.at(-1)
        ? "the best score"
        : "clearly the best score";
  return { k: best.k, reason: `${clarity}${limitOf(best)} (${describe(best)})` };
}

function describeNumbers(numbers: readonly number[]): string {
  return numbers.length <= FEW
    ? numbers.join(", ")
    : `${numbers.length} others from ${numbers[0]} to ${numbers.at(-1)}`;
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
const NEARLY = 0.75;
const CLEAR_PREDICTION = 0.75;
const FEW = 4;
const SIGNALS = ["silhouette", "stability", "prediction"] as const;
const WEAKNESSES = {
  silhouette: "topics less apart",
  stability: "subsamples agree less",
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
  return Math.max(0, row[signal]) / Math.max(best[signal], Number.EPSILON);
}

function findBest(scan: readonly ScanRow[]): ScanRow {
  return scan.reduce((leader, row) => (row.score > leader.score ? row : leader));
}

function describe({ silhouette, stability, prediction }: ScanRow): string {
  return `silhouette ${silhouette.toFixed(3)}, stability ${stability.toFixed(2)}, prediction ${prediction.toFixed(2)}`;
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
