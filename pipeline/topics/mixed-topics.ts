import { countClusterSizes, listMembers } from "../numeric/cluster-sizes.ts";
import { clusterByKMeans } from "../numeric/kmeans.ts";
import { countVectors, pickVectors, type Vectors } from "../numeric/vectors.ts";
import type { Random } from "../random.ts";
import { measureParting } from "./half-prediction.ts";

/** Topics after splitting: `origins` gives for each the topic that its rows come from. */
export type SplitTopics = { topicOf: Int32Array; k: number; origins: Int32Array };

/** Largest share of all rows that a topic may hold while its halves part. */
export const LARGEST_SHARE = 1 / 6;

/** How surely the halves of a topic must part: one that is too large, and one that is a mixture. */
const PARTS_IF_LARGE = 0.3;
const PARTS_AS_MIXTURE = 0.6;

/** The parts of a mixture are at most this much as alike as its rows are on the whole. */
const FAR_APART = 0.7;
const LEAST_PART = 5;
const SPLITS = 12;
const RESTARTS = 10;

/** A mixed topic's rows are at most this much as alike as those of the middle one, of five or more. */
const MIXED = 0.75;
const LEAST_TOPICS_TO_COMPARE = 5;

/**
 * Splits topics in two, again and again: mixtures, whose rows part repeatably into two that lie far from each other, and topics that hold more
 * than a sixth of all rows, if these part at all. `smooth` is clustered; `centred` has unit rows of a centred space, where likeness is measured.
 */
export function splitMixtures(
  smooth: Vectors,
  centred: Vectors,
  start: { topicOf: Int32Array; k: number },
  random: Random,
): SplitTopics {
  const topicOf = start.topicOf.slice();
  const origins = Array.from({ length: start.k }, (_, topic) => topic);
  for (let topic = 0; topic < origins.length; ) {
    const rows = [...topicOf.keys()].filter((row) => topicOf[row] === topic);
    const isLarge = rows.length > LARGEST_SHARE * topicOf.length;
    const part = findPart(smooth, centred, rows, isLarge, random);
    if (part) {
      for (const row of part) topicOf[row] = origins.length;
      origins.push(origins[topic]!);
    } else {
      topic++;
    }
  }
  return { topicOf, k: origins.length, origins: Int32Array.from(origins) };
}

/** Returns for each of k topics whether it is a mixed shelf: rows that are less alike than three quarters of what they are in the middle topic. */
export function findMixedTopics(centred: Vectors, topicOf: Int32Array, k: number): boolean[] {
  const members = listMembers(topicOf, k);
  const closeness = members.map((rows) => measureLikeness(centred, rows));
  if (k < LEAST_TOPICS_TO_COMPARE) return closeness.map(() => false);
  const sorted = [...closeness].sort((a, b) => a - b);
  const middle = sorted[Math.floor(k / 2)]!;
  return closeness.map((likeness, topic) => members[topic]!.length >= LEAST_PART && likeness < MIXED * middle);
}

/** Returns the mean cosine of each two of the rows, which are unit vectors; 1 for less than two. */
export function measureLikeness({ values, dimensions }: Vectors, rows: readonly number[]): number {
  if (rows.length < 2) return 1;
  const sums = new Float64Array(dimensions);
  for (const row of rows) for (let d = 0; d < dimensions; d++) sums[d]! += values[row * dimensions + d]!;
  const squared = sums.reduce((total, sum) => total + sum * sum, 0);
  return (squared - rows.length) / (rows.length * (rows.length - 1));
}

/** Returns the rows of the second part of a topic that has to be split, or null. */
function findPart(
  smooth: Vectors,
  centred: Vectors,
  rows: readonly number[],
  isLarge: boolean,
  random: Random,
): number[] | null {
  const own = pickVectors(smooth, rows);
  if (countVectors(own) < 2 * LEAST_PART) return null;
  const { clusterOf } = clusterByKMeans(own, { k: 2, restarts: RESTARTS }, random);
  if (Math.min(...countClusterSizes(clusterOf, 2)) < LEAST_PART) return null;
  const parts = [0, 1].map((part) => rows.filter((_, place) => clusterOf[place] === part));
  if (!isLarge && measureBetween(centred, parts[0]!, parts[1]!) > FAR_APART * measureLikeness(centred, rows))
    return null;
  const parting = measureParting(own, SPLITS, random);
  return parting >= (isLarge ? PARTS_IF_LARGE : PARTS_AS_MIXTURE) ? parts[1]! : null;
}

/** Returns the mean cosine of a row of one part and a row of the other. */
function measureBetween(centred: Vectors, first: readonly number[], second: readonly number[]): number {
  const pairs = (size: number) => size * (size - 1);
  const all = [...first, ...second];
  const inside =
    measureLikeness(centred, first) * pairs(first.length) + measureLikeness(centred, second) * pairs(second.length);
  return (measureLikeness(centred, all) * pairs(all.length) - inside) / (2 * first.length * second.length);
}
