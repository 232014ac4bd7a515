import { computeAdjustedRand } from "../numeric/adjusted-rand.ts";
import { countContingency } from "../numeric/contingency.ts";
import type { NumberedTopics } from "../topics/number-topics.ts";
import { computeHomogeneity } from "./homogeneity.ts";

/** How the levels of topics stand to known labels. */
export type JudgedLevels = {
  /** Topics of each level, the finest first, and of the one whose number is nearest to that of the labels. */
  counts: number[];
  nearest: number;
  /** |nearest - true| / true. */
  error: number;
  /** Agreement of the main level, the finest, and of the nearest with the labels. */
  ari: number;
  nearestAri: number;
  /** Homogeneity of the finest level: 1 where each of its topics has texts of one label only. */
  homogeneity: number;
};

/** Returns how levels of topics, the finest first, agree with the true labels of the same texts. Of two levels as near the finer counts. */
export function judgeLevels(truth: ArrayLike<number>, levels: readonly NumberedTopics[]): JudgedLevels {
  const trueTopics = new Set(Array.from(truth)).size;
  const errors = levels.map(({ k }) => Math.abs(k - trueTopics) / trueTopics);
  const error = Math.min(...errors);
  const [main] = levels;
  const nearest = levels[errors.indexOf(error)]!;
  return {
    counts: levels.map(({ k }) => k),
    nearest: nearest.k,
    error,
    ari: computeAdjustedRand(truth, main!.topicOf),
    nearestAri: computeAdjustedRand(truth, nearest.topicOf),
    homogeneity: computeHomogeneity(countContingency(truth, main!.topicOf)).homogeneity,
  };
}
