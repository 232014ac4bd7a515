import type { QuestionMatch } from "./match-question.ts";
import { type Ranking, rankPapers } from "./rank-papers.ts";
import { findLeaders, type Neighbors, spreadScores } from "./spread-scores.ts";

/**
 * Ranks the papers that the words of a question find, and those near them, of a mask or of all. Papers left out by the mask still tell which are near.
 * `unit`: a similarity of 1.
 */
export function rankByWords(
  { scores, whole, allowed }: QuestionMatch,
  neighbors: Neighbors,
  unit: number,
  mask: Uint8Array | null,
): Ranking {
  const near = spreadScores(scores, neighbors, findLeaders(scores, allowed), unit);
  return rankPapers({ meaning: null, near, words: scores, whole }, joinMasks(allowed, mask), scores.length);
}

/** Returns the mask of the rows that are 1 in both; null, which is all rows, where both are. */
export function joinMasks(a: Uint8Array | null, b: Uint8Array | null): Uint8Array | null {
  return a && b ? a.map((value, row) => value & b[row]!) : (a ?? b);
}
