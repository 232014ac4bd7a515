import type { QuestionMatch } from "./match-question.ts";
import { type Ranking, rankPapers } from "./rank-papers.ts";
import { type FindNearest, findLeaders, spreadScores } from "./spread-scores.ts";

/**
 * Ranks the papers that the words of a question find, and those near them, of a mask or of all. Papers left out by the mask still tell which are near.
 * All that hold every word are listed, and `most` others. `unit`: a similarity of 1.
 */
export function rankByWords(
  { scores, whole, allowed }: QuestionMatch,
  findNearest: FindNearest,
  unit: number,
  mask: Uint8Array | null,
  most = Number.POSITIVE_INFINITY,
): Ranking {
  const near = spreadScores(scores, findNearest, findLeaders(scores, allowed), unit);
  const kept = joinMasks(allowed, mask);
  const first = whole.reduce((sum, one, row) => sum + (kept ? one & kept[row]! : one), 0);
  return rankPapers({ meaning: null, near, words: scores, whole }, kept, first + most);
}

/** Returns the mask of the rows that are 1 in both; null, which is all rows, where both are. */
export function joinMasks(a: Uint8Array | null, b: Uint8Array | null): Uint8Array | null {
  return a && b ? a.map((value, row) => value & b[row]!) : (a ?? b);
}
