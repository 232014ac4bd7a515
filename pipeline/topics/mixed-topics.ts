import { countClusterSizes, listMembers } from "../numeric/cluster-sizes.ts";
import { clusterByKMeans } from "../numeric/kmeans.ts";
import { computeMean } from "../numeric/mean.ts";
import { measureMeanSimilarity } from "../numeric/mean-similarity.ts";
import type { Neighbors } from "../numeric/nearest-neighbors.ts";
import { pickVectors, type Vectors } from "../numeric/vectors.ts";
import type { Random } from "../random.ts";
import { measureParting } from "./half-prediction.ts";

/** Topics after splitting: `origins` gives for each the topic that its rows come from. */
export type SplitTopics = { topicOf: Int32Array; k: number; origins: Int32Array };

/** Largest share of all rows that a topic may hold while its halves part. */
const LARGEST_SHARE = 1 / 6;

/** How surely the halves of a topic must part: one that is too large, and one that is a mixture. */
const PARTS_IF_LARGE = 0.5;
const PARTS_AS_MIXTURE = 0.6;

/** The parts of a mixture are at most this much as alike as its rows are on the whole. */
const FAR_APART = 0.7;
const LEAST_PART = 5;
const LEAST_LARGE = 40;
const PARTS = [2, 3];
const SPLITS = 12;
const RESTARTS = 10;

/** A mixed topic keeps together at most this much of what the middle one does, of five topics or more. */
const MIXED = 0.65;
const LEAST_TOPICS_TO_COMPARE = 5;

/** Stability from which halves of the papers find a topic too surely for it to be a mere shelf. */
const STEADY = 0.55;

/**
 * Splits topics in two or three, again and again: mixtures, whose rows part repeatably into some that lie far from each other, and topics that hold more
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
    const isLarge = isLargeTopic(rows.length, topicOf.length);
    const parts = findParts(smooth, centred, rows, isLarge, random);
    if (parts) {
      for (const part of parts.slice(1)) {
        for (const row of part) topicOf[row] = origins.length;
        origins.push(origins[topic]!);
      }
    } else {
      topic++;
    }
  }
  return { topicOf, k: origins.length, origins: Int32Array.from(origins) };
}

/** Whether a topic of so many rows is to be split if its halves part at all: with a sixth of all rows or more, and 40 at least. */
export function isLargeTopic(size: number, rows: number): boolean {
  return size >= Math.max(LEAST_LARGE, LARGEST_SHARE * rows);
}

/**
 * Returns for each of k topics whether it is mixed: rows that are little alike, whose nearest rows are elsewhere, and that halves do not foretell. How a topic keeps
 * together is the mean cosine of its rows times the share of their `neighbors` that are in it, of those that could be. `centred` has unit rows.
 */
export function findMixedTopics(
  centred: Vectors,
  neighbors: Pick<Neighbors, "k" | "indices">,
  topicOf: Int32Array,
  stability: ArrayLike<number>,
): boolean[] {
  const k = stability.length;
  const members = listMembers(topicOf, k);
  if (k < LEAST_TOPICS_TO_COMPARE) return members.map(() => false);
  const together = members.map(
    (rows, topic) => measureMeanSimilarity(centred, rows) * measureInside(neighbors, topicOf, topic, rows),
  );
  const middle = [...together].sort((a, b) => a - b)[Math.floor(k / 2)]!;
  return together.map(
    (own, topic) => members[topic]!.length >= LEAST_PART && own < MIXED * middle && stability[topic]! < STEADY,
  );
}

function measureInside(
  { k, indices }: Pick<Neighbors, "k" | "indices">,
  topicOf: Int32Array,
  topic: number,
  rows: readonly number[],
): number {
  const possible = Math.min(k, rows.length - 1);
  const inside = rows.map((row) =>
    indices.subarray(row * k, (row + 1) * k).filter((other) => topicOf[other] === topic),
  );
  return computeMean(inside.map(({ length }) => length / Math.max(1, possible)));
}

/** Returns the parts, two or three, of a topic that has to be split, or null. */
function findParts(
  smooth: Vectors,
  centred: Vectors,
  rows: readonly number[],
  isLarge: boolean,
  random: Random,
): number[][] | null {
  const own = pickVectors(smooth, rows);
  for (const k of PARTS) {
    if (rows.length < k * LEAST_PART) return null;
    const { clusterOf } = clusterByKMeans(own, { k, restarts: RESTARTS }, random);
    if (Math.min(...countClusterSizes(clusterOf, k)) < LEAST_PART) continue;
    const parts = listMembers(clusterOf, k).map((places) => places.map((place) => rows[place]!));
    if (!isLarge && measureBetween(centred, parts) > FAR_APART * measureMeanSimilarity(centred, rows)) continue;
    const parting = measureParting(own, k, SPLITS, random);
    if (parting >= (isLarge ? PARTS_IF_LARGE : PARTS_AS_MIXTURE)) return parts;
  }
  return null;
}

/** Returns the mean cosine of rows of different parts. */
function measureBetween(centred: Vectors, parts: readonly number[][]): number {
  const sumPairs = (rows: readonly number[]) => measureMeanSimilarity(centred, rows) * rows.length * (rows.length - 1);
  const all = parts.flat();
  const inside = parts.reduce((sum, part) => sum + sumPairs(part), 0);
  const pairs = all.length ** 2 - parts.reduce((sum, part) => sum + part.length ** 2, 0);
  return (sumPairs(all) - inside) / pairs;
}
