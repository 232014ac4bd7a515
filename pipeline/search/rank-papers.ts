import { standardize } from "../numeric/standardize.ts";

/** What a question found in each paper, by its row. */
export type PaperScores = {
  /** How near it is in meaning; null where no model was at hand. */
  meaning: Float64Array | null;
  /** What it gains by being near papers that the words found; null where this was not looked at. Counts only without meaning. */
  near?: Float64Array | null;
  /** How well the words fit, 0 for not at all. */
  words: Float64Array;
  /** 1 where it holds all of the words: those come first; null where this was not looked at. */
  whole?: Uint8Array | null;
};

/** Weight of the words beside the meaning, both standardised; .3 to .6 rank nearly alike (test/bench/judge-search.ts). */
export const WORD_WEIGHT = 0.5;

/** Papers in the order of a question. */
export type Ranking = {
  /** Papers that could be ranked, however many are listed. */
  found: number;
  /** Of these, papers that hold all of the words. */
  whole: number;
  /** Rows of the best, at most as many as were asked for: those that hold all words first, then by score. */
  rows: Uint32Array;
  /** Score by row, in standard deviations above the mean of all papers: the sum of its parts, or the words alone. */
  scores: Float64Array;
  /** The two parts, the words by their weight; meaning is null without a model. */
  parts: { meaning: Float64Array | null; words: Float64Array };
};

/**
 * Ranks the papers of a mask, or all, and lists the best `limit`. With meaning every paper is ranked; without it those that hold a word, or are near those
 * that do. Equal scores go by row, and papers left out move no score.
 */
export function rankPapers(
  { meaning, near = null, words, whole = null }: PaperScores,
  mask: Uint8Array | null,
  limit: number,
): Ranking {
  const fit = near && !meaning ? words.map((score, row) => score + near[row]!) : words;
  const weight = meaning === null ? 1 : WORD_WEIGHT;
  const parts = { meaning: meaning && standardize(meaning), words: standardize(fit).map((score) => weight * score) };
  const scores = parts.words.map((score, row) => (parts.meaning ? parts.meaning[row]! + score : score));
  const found = Uint32Array.from(words.keys()).filter(
    (row) => (mask === null || mask[row] === 1) && (meaning !== null || fit[row]! > 0),
  );
  const first = found.filter((row) => whole?.[row] === 1);
  const others = found.filter((row) => whole?.[row] !== 1);
  const best = listBest(first, scores, limit);
  const rows = joinRows(best, listBest(others, scores, limit - best.length));
  return { found: found.length, whole: first.length, rows, scores, parts };
}

/** Returns the rows with the largest scores, at most `limit`, equals by row. Numbers are sorted much faster than rows by a comparison: they tell which to sort. */
export function listBest(rows: Uint32Array, scores: Float64Array, limit: number): Uint32Array {
  if (limit <= 0) return new Uint32Array();
  const least = Float64Array.from(rows, (row) => scores[row]!).sort()[Math.max(0, rows.length - limit)] ?? 0;
  const best = rows.filter((row) => scores[row]! >= least).sort((a, b) => scores[b]! - scores[a]! || a - b);
  return best.subarray(0, limit);
}

/** Returns the place of a row by a score, from 1: how many rows score more, and one. */
export function placeOf(scores: Float64Array, row: number): number {
  return scores.reduce((place, score) => (score > scores[row]! ? place + 1 : place), 1);
}

function joinRows(first: Uint32Array, others: Uint32Array): Uint32Array {
  const rows = new Uint32Array(first.length + others.length);
  rows.set(first);
  rows.set(others, first.length);
  return rows;
}
