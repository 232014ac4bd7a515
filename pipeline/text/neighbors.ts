import { Int32List, PairNumbers } from "../numeric/int32-list.ts";

const LEAST_OPEN = 0.1;
const LEAST_NEIGHBORS = 3;
const MOST_OF_ONE_NEIGHBOR = 0.4;

/** What stands beside a word or phrase on one side: in how many uses no content word, how many different ones, and how often the commonest of them. */
export type Side = { open: number; different: number; most: number };

export const NO_NEIGHBOR = -1;

/** Counts the content words beside many words or phrases. */
export class NeighborCounter {
  readonly #pairs = new PairNumbers();
  readonly #times = new Int32List();

  /** Counts one use on a side, which has a number of its own; `word` is the number of the word there, or NO_NEIGHBOR. */
  count(side: Side, number: number, word: number): void {
    if (word === NO_NEIGHBOR) {
      side.open++;
      return;
    }
    const pair = this.#pairs.number(number, word);
    if (pair === this.#times.length) {
      this.#times.push(0);
      side.different++;
    }
    const times = this.#times.at(pair) + 1;
    this.#times.set(pair, times);
    if (times > side.most) side.most = times;
  }
}

/**
 * Returns whether nothing is cut off a word or phrase on one side: it is open there in at least `leastOpen` of its uses; or in a tenth, while
 * three different words at least stand there and none of them in two fifths: "KV cache" before "compression", "reuse", "size".
 */
export function isWholeOnSide({ open, different, most }: Side, count: number, leastOpen: number): boolean {
  if (open >= leastOpen * count) return true;
  return open >= LEAST_OPEN * count && different >= LEAST_NEIGHBORS && most < MOST_OF_ONE_NEIGHBOR * count;
}
