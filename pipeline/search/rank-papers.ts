import { standardize } from "../numeric/standardize.ts";

/** What a question found in each paper, by its row: how near it is in meaning, null where no model was at hand, and how well its words fit, 0 for not at all. */
export type PaperScores = { meaning: Float64Array | null; words: Float64Array };

/** Weight of the words beside the meaning, both standardised; .2 to .5 rank nearly alike (test/bench/judge-search.ts). */
export const WORD_WEIGHT = 0.3;

/** Papers in the order of a question. */
export type Ranking = {
  /** Papers that could be ranked, however many are listed. */
  found: number;
  /** Rows of the best, at most as many as were asked for, the best first. */
  rows: Uint32Array;
  /** Score by row, in standard deviations above the mean of all papers: the sum of its parts, or the words alone. */
  scores: Float64Array;
  /** The two parts, the words by their weight; meaning is null without a model. */
  parts: PaperScores;
};

/**
 * Ranks the papers of a mask, or all, and lists the best `limit`. With meaning every paper is ranked; by words alone those that hold one. Equal scores go by
 * row, and papers left out move no score.
 */
export function rankPapers({ meaning, words }: PaperScores, mask: Uint8Array | null, limit: number): Ranking {
  const weight = meaning === null ? 1 : WORD_WEIGHT;
  const parts = { meaning: meaning && standardize(meaning), words: standardize(words).map((score) => weight * score) };
  const scores = parts.words.map((score, row) => (parts.meaning ? parts.meaning[row]! + score : score));
  const found = Uint32Array.from(words.keys()).filter(
    (row) => (mask === null || mask[row] === 1) && (meaning !== null || words[row]! > 0),
  );
  return { found: found.length, rows: listBest(found, scores, limit), scores, parts };
}

/** Numbers are sorted much faster than rows by a comparison: they tell which rows to sort. */
function listBest(rows: Uint32Array, scores: Float64Array, limit: number): Uint32Array {
  const least = Float64Array.from(rows, (row) => scores[row]!).sort()[Math.max(0, rows.length - limit)] ?? 0;
  const best = rows.filter((row) => scores[row]! >= least).sort((a, b) => scores[b]! - scores[a]! || a - b);
  return best.subarray(0, limit);
}

/** Returns the place of a row by a score, from 1: how many rows score more, and one. */
export function placeOf(scores: Float64Array, row: number): number {
  return scores.reduce((place, score) => (score > scores[row]! ? place + 1 : place), 1);
}
