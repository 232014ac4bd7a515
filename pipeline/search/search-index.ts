import { compareCodeUnits } from "../text/compare-code-units.ts";
import { foldWords } from "./match-words.ts";

/** What a paper is found by. */
export type SearchText = { title: string; label: string; authors: string; abstract: string };

/** A full-text index; a text is named by its place in the list it was built from. */
export type SearchIndex = {
  /** Returns the texts that hold every word of the query, as a word or as its beginning, the best first. */
  find(query: string): Uint32Array;
};

const FIELD_WEIGHTS = { title: 4, label: 2, authors: 1, abstract: 1 } as const;
/** How fast repeats of a word stop to count, and how much long texts are held back: the usual values of BM25. */
const SATURATION = 1.2;
const LENGTH_PART = 0.75;
/** Worth of a word that only begins with the word asked for. */
const PREFIX_WORTH = 0.5;
/** Texts indexed before the page may do something else. */
const SLICE = 400;

/**
 * Returns an index of texts, ranked by BM25 over their fields as one text (BM25F with one length; Robertson, Zaragoza and Taylor 2004). Words match by their
 * beginning, so that results come while the reader types. Equal scores go by place. `pause` is awaited after every 400 texts.
 */
export async function buildSearchIndex(texts: readonly SearchText[], pause: () => Promise<void>): Promise<SearchIndex> {
  const postings = new Map<string, { rows: number[]; counts: number[] }>();
  const lengths = new Float32Array(texts.length);
  for (const [row, text] of texts.entries()) {
    if (row % SLICE === SLICE - 1) await pause();
    const counts = countWords(text);
    for (const [word, count] of counts) {
      const posting = postings.get(word);
      if (posting) {
        posting.rows.push(row);
        posting.counts.push(count);
      } else postings.set(word, { rows: [row], counts: [count] });
      lengths[row]! += count;
    }
  }
  const vocabulary = [...postings.keys()].sort(compareCodeUnits);
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length) || 1;

  /** Adds the score of each text for a word and all that begin with it, as if they were one; returns which texts hold it. */
  function scoreWord(prefix: string, scores: Float64Array): Uint8Array {
    const held = new Uint8Array(texts.length);
    const counted = new Float64Array(texts.length);
    for (let place = findFirst(vocabulary, prefix); vocabulary[place]?.startsWith(prefix); place++) {
      const word = vocabulary[place]!;
      const { rows, counts } = postings.get(word)!;
      const worth = word === prefix ? 1 : PREFIX_WORTH;
      for (const [index, row] of rows.entries()) {
        counted[row]! += worth * counts[index]!;
        held[row] = 1;
      }
    }
    const holders = held.reduce((sum, one) => sum + one, 0);
    const rarity = Math.log(1 + (texts.length - holders + 0.5) / (holders + 0.5));
    for (let row = 0; row < scores.length; row++) {
      const length = 1 - LENGTH_PART + (LENGTH_PART * lengths[row]!) / meanLength;
      scores[row]! += (rarity * counted[row]! * (SATURATION + 1)) / (counted[row]! + SATURATION * length);
    }
    return held;
  }

  return {
    find(query) {
      const words = [...new Set(foldWords(query).map(({ word }) => word))];
      if (words.length === 0) return new Uint32Array();
      const scores = new Float64Array(texts.length);
      const holds = words.map((word) => scoreWord(word, scores));
      const found = Uint32Array.from(texts.keys()).filter((row) => holds.every((held) => held[row] === 1));
      return found.sort((a, b) => scores[b]! - scores[a]! || a - b);
    },
  };
}

function countWords(text: SearchText): Map<string, number> {
  const counts = new Map<string, number>();
  for (const field of Object.keys(FIELD_WEIGHTS) as (keyof SearchText)[]) {
    for (const { word } of foldWords(text[field])) counts.set(word, (counts.get(word) ?? 0) + FIELD_WEIGHTS[field]);
  }
  return counts;
}

/** Returns the place of the first word that does not come before `prefix`. */
function findFirst(vocabulary: readonly string[], prefix: string): number {
  let low = 0;
  let high = vocabulary.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (vocabulary[middle]! < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}
