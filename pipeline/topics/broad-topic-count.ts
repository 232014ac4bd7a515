import { averageAround } from "./average-around.ts";
import type { TopicCountChoice } from "./fine-topic-count.ts";
import type { ScanRow } from "./topic-count-scan.ts";

/** So many topics are taken in at a glance: they need no broader ones. */
const MOST_AT_A_GLANCE = 8;

/** Broad topics are at least 3, as two of them tell next to nothing, and at most 15; each has two and a half finer ones on average or more. */
const LEAST_BROAD = 3;
const MOST_BROAD = 15;
const LEAST_PARTS = 2.5;

/** From so many fine topics on there is a level between; each of its topics has one and a half finer ones on average or more. */
const MANY_FINE = 46;
const LEAST_MIDDLE_PARTS = 1.5;
const WIDTH = 0.1;

/** Where scores are flat, about as many broad topics are best as each has parts: normal weights so wide in ln k around the root of the fine ones. */
const ROOT_WIDTH = 0.8;

/** Share of the best score from which another number is nearly as good. */
export const NEARLY = 0.75;

/**
 * Returns silhouette x stability x prediction x information of each row, none less than 0, averaged by normal weights a tenth of ln k wide:
 * topics that lie apart, that subsamples agree on, and of which the other half foretells much.
 */
export function scoreBroadTopics(scan: readonly ScanRow[]): number[] {
  return averageAround(scan, WIDTH, ({ silhouette, stability, prediction, information }) =>
    [silhouette, stability, prediction, information].reduce((product, signal) => product * Math.max(0, signal), 1),
  );
}

/** Returns the largest number that a level above so many fine topics may have; 0 where there is none. */
export function countMostScannedAbove(fine: number): number {
  return fine < MANY_FINE ? countMostBroad(fine) : Math.floor(fine / LEAST_MIDDLE_PARTS);
}

function countMostBroad(fine: number): number {
  return fine <= MOST_AT_A_GLANCE ? 0 : Math.min(MOST_BROAD, Math.floor(fine / LEAST_PARTS));
}

/**
 * Chooses the levels above `fine` topics, the finer first: a broad one where they are many, one between where they are very many. The numbers of the `last` run's levels above its
 * fine one, the finer first, are kept while they are nearly as good as the best.
 */
export function chooseBroaderTopics(
  scan: readonly ScanRow[],
  fine: number,
  last: readonly number[] = [],
): TopicCountChoice[] {
  const nearRoot = (k: number) => Math.exp(-0.5 * (Math.log(k / Math.sqrt(fine)) / ROOT_WIDTH) ** 2);
  const broad = chooseBest(scan, LEAST_BROAD, countMostBroad(fine), last.at(-1) ?? null, nearRoot);
  if (!broad) return [];
  if (fine < MANY_FINE) return [broad];
  const [least, most] = [Math.ceil(broad.topics * LEAST_MIDDLE_PARTS), Math.floor(fine / LEAST_MIDDLE_PARTS)];
  const middle = chooseBest(scan, least, most, last.length > 1 ? last[0]! : null);
  return middle ? [middle, broad] : [broad];
}

/** Returns the number of the best score, each weighed by its number, from `least` to `most`, the smallest of equals; or the last one, if that is nearly as good. */
function chooseBest(
  scan: readonly ScanRow[],
  least: number,
  most: number,
  last: number | null,
  weigh: (k: number) => number = () => 1,
): TopicCountChoice | null {
  const scores = scoreBroadTopics(scan).map((score, place) => score * weigh(scan[place]!.k));
  const allowed = [...scan.keys()].filter((place) => scan[place]!.k >= least && scan[place]!.k <= most);
  if (allowed.length === 0) return null;
  const best = allowed.reduce((leader, place) => (scores[place]! > scores[leader]! ? place : leader));
  const good = allowed.filter((place) => scores[place]! >= NEARLY * scores[best]!);
  const taken = good.find((place) => scan[place]!.k === last) ?? best;
  const { k, silhouette, stability, prediction, information } = scan[taken]!;
  const others = good.filter((place) => place !== taken && place !== best);
  const near = others.length === 0 ? "" : `, nearly as good: ${others.map((place) => scan[place]!.k).join(", ")}`;
  const figures = `silhouette ${silhouette.toFixed(3)}, stability ${stability.toFixed(2)}, prediction ${prediction.toFixed(2)}, ${information.toFixed(2)} nats`;
  if (taken !== best) {
    const among = `nearly as good as ${scan[best]!.k}, the best of ${least} to ${most} by how far topics lie apart and repeat`;
    return { topics: k, k, reason: `the number of the last run, ${among}${near} (${figures})` };
  }
  return {
    topics: k,
    k,
    reason: `the best of ${least} to ${most} by how far topics lie apart and repeat${near} (${figures})`,
  };
}
