const LEAST_OPEN = 0.1;
const LEAST_NEIGHBORS = 3;
const MOST_OF_ONE_NEIGHBOR = 0.4;

/** The content words beside a word or phrase on one side, how often each, and how often there was none: the phrase is open there. */
export type Neighbors = { open: number; words: Map<string, number> };

/** Counts the neighbour of one use; undefined is none. */
export function countNeighbor(neighbors: Neighbors, word: string | undefined): void {
  if (word === undefined) neighbors.open++;
  else neighbors.words.set(word, (neighbors.words.get(word) ?? 0) + 1);
}

/**
 * Returns whether nothing is cut off a word or phrase on one side: it is open there in at least `leastOpen` of its uses; or in a tenth, while
 * three different words at least stand there and none of them in two fifths: "KV cache" before "compression", "reuse", "size".
 */
export function isWholeOnSide({ open, words }: Neighbors, count: number, leastOpen: number): boolean {
  if (open >= leastOpen * count) return true;
  if (open < LEAST_OPEN * count || words.size < LEAST_NEIGHBORS) return false;
  for (const times of words.values()) if (times >= MOST_OF_ONE_NEIGHBOR * count) return false;
  return true;
}
