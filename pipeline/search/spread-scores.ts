import { listBest } from "./rank-papers.ts";

/** Papers near to another, the nearest first. */
export type NearestPapers = {
  rows: ArrayLike<number>;
  /** Cosine, in any unit. */
  similarity: ArrayLike<number>;
};

/** Returns the papers near to one; null where they are not known. */
export type FindNearest = (row: number) => NearestPapers | null;

const NONE_NEAR: NearestPapers = { rows: [], similarity: [] };
/** Papers whose neighbours are looked at, the best by words. */
const LEADERS = 20;
/** Part of a paper's score that each neighbour gains, by its similarity; .1 to .3 rank nearly alike (test/bench/judge-search.ts). */
const SPREAD = 0.15;

/** Returns the rows of the best by words, of those that are 1 in a mask, or of all: at most 20, equals by row. */
export function findLeaders(words: Float64Array, mask: Uint8Array | null): number[] {
  const held = Uint32Array.from(words.keys()).filter((row) => words[row]! > 0 && (mask === null || mask[row] === 1));
  return [...listBest(held, words, LEADERS)];
}

/**
 * Returns what each paper gains by being near papers that words found: a part of their score by similarity, summed. A model need not be at hand: that is how a
 * page finds papers that say the same in other words. `unit`: a similarity of 1.
 */
export function spreadScores(
  words: Float64Array,
  findNearest: FindNearest,
  leaders: readonly number[],
  unit = 1,
): Float64Array {
  const gains = new Float64Array(words.length);
  for (const leader of leaders) {
    const { rows, similarity } = findNearest(leader) ?? NONE_NEAR;
    for (let place = 0; place < rows.length; place++)
      gains[rows[place]!]! += SPREAD * words[leader]! * Math.max(0, similarity[place]! / unit);
  }
  return gains;
}
