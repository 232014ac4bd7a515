import { findLargest } from "../numeric/largest.ts";
import { viewRow } from "../numeric/vectors.ts";

/** Topics of n rows: the topic of each, from 0 to k - 1, and each topic's share of the votes for each row, n x k, row-major. */
export type VotedTopics = { topicOf: Int32Array; probabilities: Float64Array; k: number };

/** Topics that lie each in one broader topic. */
export type NestedTopics = { topicOf: Int32Array; parents: Int32Array };

/** Least share of a row's largest probability from which its votes leave a topic open. */
const OPEN_SHARE = 0.25;

/**
 * Makes topics nest in broader ones, which give each row one of `broader`. A topic belongs where most of its rows are. A row elsewhere moves to the topic in its own broader one that
 * it has most votes for, if its votes leave that open; else it follows its topic. A broader topic may end without parts.
 */
export function nestTopics(
  { topicOf, probabilities, k }: VotedTopics,
  broadOf: Int32Array,
  broader: number,
): NestedTopics {
  const shared = new Float64Array(k * broader);
  for (const [row, topic] of topicOf.entries()) shared[topic * broader + broadOf[row]!]!++;
  const parents = Int32Array.from({ length: k }, (_, topic) => findLargest(viewRow(shared, topic, broader)));
  const nested = topicOf.map((topic, row) => {
    if (parents[topic] === broadOf[row]) return topic;
    const votes = viewRow(probabilities, row, k);
    const inside = votes.map((vote, other) => (parents[other] === broadOf[row] ? vote : 0));
    const best = findLargest(inside);
    return inside[best]! > 0 && inside[best]! >= OPEN_SHARE * Math.max(...votes) ? best : topic;
  });
  return { topicOf: nested, parents };
}
