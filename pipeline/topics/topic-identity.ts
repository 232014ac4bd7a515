import { assignOptimally } from "../numeric/assignment.ts";
import type { TopicLevel } from "./assign-levels.ts";

/** Topics of the same n papers: for each paper the number of its topic below k, or -1. */
export type Topics = Omit<TopicLevel, "ids">;

/** Papers that both runs placed: `shared` by topic and topic before (k x k before), `sizes` by topic, `previousSizes` by topic before. */
export type SharedCounts = { shared: Int32Array; sizes: Int32Array; previousSizes: Int32Array };

/** Overlap (Dice 1945) from which on a topic is the same as one of the last run. */
const LEAST_OVERLAP = 0.5;

/** Counts the papers that topics of two runs share. */
export function countShared(now: Topics, before: Topics): SharedCounts {
  const shared = new Int32Array(now.k * before.k);
  const sizes = new Int32Array(now.k);
  const previousSizes = new Int32Array(before.k);
  for (const [row, topic] of now.topicOf.entries()) {
    const previous = before.topicOf[row]!;
    if (topic === -1 || previous === -1) continue;
    shared[topic * before.k + previous]!++;
    sizes[topic]!++;
    previousSizes[previous]!++;
  }
  return { shared, sizes, previousSizes };
}

/**
 * Returns for each topic the topic before that it is, or -1. Of the pairs whose shared papers are at least half of the mean of both
 * topics, those are taken that keep the most papers under their number (optimal assignment). Only papers that both runs placed count.
 */
export function matchTopics(now: Topics, before: Topics): Int32Array {
  const { shared, sizes, previousSizes } = countShared(now, before);
  const weights = shared.map((papers, cell) => {
    const both = sizes[Math.floor(cell / before.k)]! + previousSizes[cell % before.k]!;
    return 2 * papers >= LEAST_OVERLAP * both ? papers : 0;
  });
  return assignOptimally(weights, now.k, before.k);
}

/**
 * Returns the id of each of `count` topics: a kept topic has that of the last run; the others take, in order, the smallest positive
 * numbers that are not among `used`, the ids that topics of kept runs have or had.
 */
export function assignTopicIds(count: number, kept: ReadonlyMap<number, number>, used: Iterable<number>): number[] {
  const taken = new Set(used);
  let next = 1;
  return Array.from({ length: count }, (_, topic) => {
    const id = kept.get(topic);
    if (id !== undefined) return id;
    while (taken.has(next)) next++;
    taken.add(next);
    return next;
  });
}
