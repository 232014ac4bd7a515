import { isFunctionWord } from "../text/words.ts";
import {
  countShared,
  countValues,
  type HashSets,
  makeShingleSets,
  makeTitleSets,
  makeWordSets,
  weighShared,
} from "./shingle-sets.ts";
import { hashSpelling, type WordTable } from "./word-table.ts";

/** What two texts share, each from 0 to 1. */
export type TextLikeness = {
  /** Exact Jaccard similarity of their shingles. */
  jaccard: number;
  /** Share of the shingles of the shorter one that the longer has too. */
  containment: number;
  /** Shingles of the shorter one. */
  shorter: number;
  /** Weight of the words that both have as a share of the weight of all; rare words weigh more. */
  words: number;
  /** The same, as a share of the weight of the lighter text. */
  wordsOfLighter: number;
  /** As words, of the words of the titles. */
  title: number;
};

/** Keeps the weights of a small pile even: in it every word is rare. */
const SMOOTHING = 200;

/** Compares texts of a word table exactly. */
export class TextComparer {
  readonly table: WordTable;
  readonly shingles: HashSets;
  readonly titles: HashSets;
  readonly #words: HashSets;
  readonly #weights: Float64Array;

  constructor(table: WordTable) {
    this.table = table;
    this.shingles = makeShingleSets(table);
    this.titles = makeTitleSets(table);
    this.#words = makeWordSets(table);
    this.#weights = Float64Array.from(table.frequencies, (frequency, word) =>
      isFunctionWord(table.spellings[word]!) ? 0 : Math.log((table.count + SMOOTHING) / frequency),
    );
  }

  compare(a: number, b: number): TextLikeness {
    const shared = countShared(this.shingles, a, b);
    const [left, right] = [countValues(this.shingles, a), countValues(this.shingles, b)];
    const shorter = Math.min(left, right);
    const words = weighShared(this.#words, this.#weights, a, b);
    const titles = weighShared(this.titles, this.#weights, a, b);
    return {
      jaccard: shared / Math.max(1, left + right - shared),
      containment: shared / Math.max(1, shorter),
      shorter,
      words: divide(words.shared, words.left + words.right - words.shared),
      wordsOfLighter: divide(words.shared, Math.min(words.left, words.right)),
      title: this.#hasSameTitle(a, b) ? 1 : divide(titles.shared, titles.left + titles.right - titles.shared),
    };
  }

  /** Whether two titles are the same letters and digits, wherever they are parted into words. */
  #hasSameTitle(a: number, b: number): boolean {
    const title = this.#spellTitle(a);
    return title !== "" && title === this.#spellTitle(b);
  }

  /** Returns a hash of the letters and digits of a title. */
  hashTitle(row: number): number {
    return hashSpelling(this.#spellTitle(row));
  }

  #spellTitle(row: number): string {
    const { words, starts, titleEnds, spellings } = this.table;
    let title = "";
    for (let place = starts[row]!; place < titleEnds[row]!; place++) title += spellings[words[place]!]!;
    return title;
  }

  /** Returns the weightiest words that both texts have, at most `most` of them. */
  listSharedWords(a: number, b: number, most: number): string[] {
    const { spellings } = this.table;
    const other = new Set(listValues(this.#words, b));
    return listValues(this.#words, a)
      .filter((word) => other.has(word) && this.#weights[word]! > 0)
      .sort((left, right) => this.#weights[right]! - this.#weights[left]! || left - right)
      .slice(0, most)
      .map((word) => spellings[word]!);
  }
}

function divide(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function listValues({ values, starts }: HashSets, row: number): number[] {
  return [...values.subarray(starts[row]!, starts[row + 1]!)];
}
