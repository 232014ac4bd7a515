import { findLargest } from "../numeric/largest.ts";
import { viewRow } from "../numeric/vectors.ts";
import type { LevelTopics } from "./cluster-levels.ts";
import type { Role } from "./paper-role.ts";
import { findUnsupported } from "./unsupported-papers.ts";

/** Where n papers are placed, and how surely: an entry a paper. */
export type Placement = {
  /** The topic that it is in, or -1. */
  topicOf: Int32Array;
  /** The same, or where it has none the best it had: the topic of the largest probability. */
  bestOf: Int32Array;
  /** The topic of the largest probability but that. */
  secondOf: Int32Array;
  /** Probability of the best topic. */
  probabilities: Float64Array;
  /** The same less that of the second. */
  margins: Float64Array;
  roles: Role[];
};

/** Least probability of a core paper's topic, in those of any other topic. */
const CORE_ODDS = 2;

/** Places the papers of at least two of k topics. At most `maxUnassigned` of them, those that no topic is sure of, are left without one. */
export function placePapers(
  { topicOf: foundOf, probabilities, k }: Pick<LevelTopics, "topicOf" | "probabilities" | "k">,
  maxUnassigned: number,
): Placement {
  const probabilitiesOf = (row: number) => viewRow(probabilities, row, k);
  const largest = Float64Array.from(foundOf, (_, row) => Math.max(...probabilitiesOf(row)));
  const topicOf = foundOf.slice();
  const bestOf = foundOf.slice();
  for (const row of findUnsupported(largest, foundOf, maxUnassigned)) {
    topicOf[row] = -1;
    bestOf[row] = findLargest(probabilitiesOf(row));
  }
  const secondOf = bestOf.map((best, row) => findLargest(probabilitiesOf(row), best));
  const best = Float64Array.from(bestOf, (topic, row) => probabilities[row * k + topic]!);
  const second = Float64Array.from(secondOf, (topic, row) => probabilities[row * k + topic]!);
  return {
    topicOf,
    bestOf,
    secondOf,
    probabilities: best,
    margins: best.map((probability, row) => probability - second[row]!),
    roles: Array.from(topicOf, (topic, row) => (topic === -1 ? "unassigned" : judgeRole(best[row]!, second[row]!))),
  };
}

function judgeRole(probability: number, second: number): Role {
  return probability >= CORE_ODDS * second ? "core" : "edge";
}
