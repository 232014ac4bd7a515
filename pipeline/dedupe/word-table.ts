import { foldWords } from "./fold-words.ts";

/**
 * The words of texts as numbers, without an object for any of them: text `row` has the words from `starts[row]` to `starts[row + 1]`: its
 * title ends before `titleEnds[row]`, and what stands before a colon in it, or nothing, before `headEnds[row]`.
 */
export type WordTable = {
  words: Uint32Array;
  starts: Uint32Array;
  headEnds: Uint32Array;
  titleEnds: Uint32Array;
  /** The spelling of each word. */
  spellings: string[];
  /** Hash of each word's spelling, the same in every run. */
  hashes: Uint32Array;
  /** In how many texts each word stands. */
  frequencies: Uint32Array;
  count: number;
};

/** In words: what is compared of a text. Twenty times an abstract. */
const LONGEST_TEXT = 5000;

/** In UTF-16 units: what is looked at of a title or an abstract to find these words. */
const LONGEST_PART = 50_000;

const FIRST_CAPACITY = 1 << 16;

/** Collects the words of texts, one text after the other. */
export class WordTableBuilder {
  #words = new Uint32Array(FIRST_CAPACITY);
  #length = 0;
  readonly #starts: number[] = [0];
  readonly #headEnds: number[] = [];
  readonly #titleEnds: number[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #frequencies: number[] = [];
  readonly #lastRows: number[] = [];

  /** Adds a text as the next row. */
  add(title: string, abstract: string): void {
    const start = this.#length;
    const row = this.#titleEnds.length;
    const [head, rest] = splitHead(title.slice(0, LONGEST_PART));
    this.#addWords(foldWords(head), row, start);
    this.#headEnds.push(this.#length);
    this.#addWords(foldWords(rest), row, start);
    this.#titleEnds.push(this.#length);
    this.#addWords(foldWords(abstract.slice(0, LONGEST_PART)), row, start);
    this.#starts.push(this.#length);
  }

  #addWords(spellings: readonly string[], row: number, start: number): void {
    for (const spelling of spellings) {
      if (this.#length - start >= LONGEST_TEXT) return;
      if (this.#length === this.#words.length) this.#grow();
      this.#words[this.#length++] = this.#count(spelling, row);
    }
  }

  #count(spelling: string, row: number): number {
    let number = this.#numbers.get(spelling);
    if (number === undefined) {
      number = this.#frequencies.length;
      this.#numbers.set(spelling, number);
      this.#frequencies.push(0);
      this.#lastRows.push(-1);
    }
    if (this.#lastRows[number] !== row) {
      this.#lastRows[number] = row;
      this.#frequencies[number]! += 1;
    }
    return number;
  }

  #grow(): void {
    const words = new Uint32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
  }

  /** Returns the table of all that was added. */
  finish(): WordTable {
    const spellings = [...this.#numbers.keys()];
    return {
      words: this.#words.slice(0, this.#length),
      starts: Uint32Array.from(this.#starts),
      headEnds: Uint32Array.from(this.#headEnds),
      titleEnds: Uint32Array.from(this.#titleEnds),
      spellings,
      hashes: Uint32Array.from(spellings, hashSpelling),
      frequencies: Uint32Array.from(this.#frequencies),
      count: this.#titleEnds.length,
    };
  }
}

/** Returns what stands before the first colon of a title, "" where there is none, and the rest. */
function splitHead(title: string): [head: string, rest: string] {
  const colon = title.indexOf(":");
  return colon < 0 ? ["", title] : [title.slice(0, colon), title.slice(colon + 1)];
}

/** Returns 32 bits of a text: FNV-1a over its UTF-16 units, mixed. */
export function hashSpelling(spelling: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < spelling.length; place++) hash = Math.imul(hash ^ spelling.charCodeAt(place), 0x01000193);
  return mixBits(hash);
}

/** Returns 32 bits that all depend on all bits of a number (the finalizer of MurmurHash3). */
export function mixBits(number: number): number {
  let mixed = number ^ (number >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
