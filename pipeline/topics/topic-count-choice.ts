import { averageAround, type ScanRow } from "./topic-count-scan.ts";

/** A number of topics, and why it was taken and how clear that is, in words. */
export type TopicCountChoice = { k: number; reason: string };

/** Share of the best score from which another number is nearly as good. */
const NEARLY = 0.75;

/**
 * Prediction from which a number is clear: what Tibshirani and Walther (2005) ask of a clustering, .8 to .9 for their prediction strength,
 * put to the adjusted Rand index.
 */
const CLEAR_PREDICTION = 0.75;

/** So many numbers are listed one by one. */
const FEW = 4;

const WEAKNESSES = {
  silhouette: "topics less apart",
  stability: "subsamples agree less",
  prediction: "halves predict each other less",
};
const SIGNALS = ["silhouette", "stability", "prediction"] as const;

/**
 * Returns the number of topics to take: that of the best score, the smallest of equals, where halves of the papers predict each other.
 * Else papers part into few topics about as well as into many; the largest is taken of the peaks that are nearly as good, because
 * broader topics are shown beside the fine ones anyway.
 */
export function chooseTopicCount(scan: readonly ScanRow[]): TopicCountChoice {
  const best = findBest(scan);
  if (scan.length === 1) return { k: best.k, reason: "the only number that so few papers allow" };
  if (best.score === 0) {
    return { k: best.k, reason: "no number of topics shows any structure; this is the smallest tried" };
  }
  const prediction = averageAround(best.k, scan, (row) => row.prediction);
  return prediction < CLEAR_PREDICTION ? chooseFinestPeak(scan, best, prediction) : chooseBest(scan, best);
}

function chooseBest(scan: readonly ScanRow[], best: ScanRow): TopicCountChoice {
  const others = listNearlyAsGood(scan, best, best);
  const clearly = others.length === 0 && best !== scan.at(-1) ? "clearly " : "";
  return { k: best.k, reason: `${clearly}the best score${describeOthers(others)}${describeLimit(scan, best)}` };
}

function chooseFinestPeak(scan: readonly ScanRow[], best: ScanRow, prediction: number): TopicCountChoice {
  const finest = scan.filter((row) => isNearlyAsGood(row, best) && isPeak(row, scan)).at(-1)!;
  const unclear = `no number is clear, as halves of the papers predict each other at ${prediction.toFixed(2)} only`;
  const role = finest === best ? "this scores best" : `k = ${best.k} scores best, and this is the finest peak near it`;
  const others = describeOthers(listNearlyAsGood(scan, best, finest));
  return { k: finest.k, reason: `${unclear}: ${role}${others}${describeLimit(scan, finest)}` };
}

function listNearlyAsGood(scan: readonly ScanRow[], best: ScanRow, chosen: ScanRow): number[] {
  return scan.filter((row) => row !== chosen && isNearlyAsGood(row, best)).map(({ k }) => k);
}

function describeOthers(others: readonly number[]): string {
  if (others.length === 0) return "";
  const numbers =
    others.length <= FEW ? others.join(", ") : `${others.length} others from ${others[0]} to ${others.at(-1)}`;
  return `, nearly as good: ${numbers}`;
}

function describeLimit(scan: readonly ScanRow[], chosen: ScanRow): string {
  const { silhouette, stability, prediction } = chosen;
  const figures = `silhouette ${silhouette.toFixed(3)}, stability ${stability.toFixed(2)}, prediction ${prediction.toFixed(2)}`;
  return `${chosen === scan.at(-1) ? "; it is the largest that was tried" : ""} (${figures})`;
}

/** Returns in words how each k of a scan compares with the best one, in the order of the scan. */
export function judgeTopicCounts(scan: readonly ScanRow[]): string[] {
  if (scan.length === 0) return [];
  const best = findBest(scan);
  return scan.map((row) => {
    if (row === best) return "best";
    if (best.score === 0) return "no structure";
    if (isNearlyAsGood(row, best)) return "nearly as good";
    const weakest = SIGNALS.reduce((least, signal) =>
      divide(row, best, signal) < divide(row, best, least) ? signal : least,
    );
    return `weaker: ${WEAKNESSES[weakest]}`;
  });
}

function isNearlyAsGood(row: ScanRow, best: ScanRow): boolean {
  return row.score >= NEARLY * best.score;
}

function isPeak(row: ScanRow, scan: readonly ScanRow[]): boolean {
  const place = scan.indexOf(row);
  return [scan[place - 1], scan[place + 1]].every((next) => !next || next.score <= row.score);
}

function divide(row: ScanRow, best: ScanRow, signal: (typeof SIGNALS)[number]): number {
  return Math.max(0, row[signal]) / Math.max(best[signal], Number.EPSILON);
}

function findBest(scan: readonly ScanRow[]): ScanRow {
  return scan.reduce((leader, row) => (row.score > leader.score ? row : leader));
}
