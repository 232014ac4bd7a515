import { compareCodeUnits } from "../text/compare-code-units.ts";
import { foldNumber, foldWords } from "./match-words.ts";

/** What a paper is found by. */
export type SearchText = { title: string; label: string; authors: string; abstract: string };

/** A full-text index; a text is named by its place in the list it was built from. */
export type SearchIndex = {
  /** Returns the texts that hold every word of the query, as a word or as its beginning, the best first. */
  find(query: string): Uint32Array;
  /** Returns the score of every text for folded words, whole and in any number: 0 for one that holds none of them. */
  score(words: readonly string[]): Float64Array;
  /** Returns the words of the texts that score as a folded word does, in order. */
  listForms(word: string): string[];
};

/** How much a word counts in each field. */
export const FIELD_WEIGHTS = { title: 4, label: 2, authors: 1, abstract: 1 } as const;
/** How fast repeats of a word stop to count, and how much long texts are held back: the usual values of BM25. */
export const SATURATION = 1.2;
export const LENGTH_PART = 0.75;
/** Worth of a word that only begins with the word asked for. */
const PREFIX_WORTH = 0.5;
/** Texts indexed before the page may do something else. */
const SLICE = 400;

/**
 * Returns an index of texts, ranked by BM25 over their fields as one text (BM25F with one length; Robertson, Zaragoza and Taylor 2004). Singular and plural
 * are one word. `find` takes words by their beginning, too, so that results come while the reader types. `pause` is awaited after every 400 texts.
 */
export async function buildSearchIndex(texts: readonly SearchText[], pause: () => Promise<void>): Promise<SearchIndex> {
  const { postings, lengths } = await postWords(texts, pause);
  const vocabulary = [...postings.keys()].sort(compareCodeUnits);
  const forms = new Map<string, string[]>();
  for (const word of vocabulary) {
    const form = foldNumber(word);
    forms.set(form, [...(forms.get(form) ?? []), word]);
  }
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length) || 1;
  const counted = new Float64Array(texts.length);

  /** Adds the score of each text for words counted as one; returns the rows that hold one of them. */
  function scoreTogether(words: readonly (readonly [word: string, worth: number])[], scores: Float64Array): number[] {
    const held: number[] = [];
    for (const [word, worth] of words) {
      const { rows, counts } = postings.get(word)!;
      for (let index = 0; index < rows.length; index++) {
        const row = rows[index]!;
        if (counted[row] === 0) held.push(row);
        counted[row]! += worth * counts[index]!;
      }
    }
    const rarity = Math.log(1 + (texts.length - held.length + 0.5) / (held.length + 0.5));
    for (const row of held) {
      const length = 1 - LENGTH_PART + (LENGTH_PART * lengths[row]!) / meanLength;
      scores[row]! += (rarity * counted[row]! * (SATURATION + 1)) / (counted[row]! + SATURATION * length);
      counted[row] = 0;
    }
    return held;
  }

  const listForms = (word: string) => forms.get(foldNumber(word)) ?? [];

  function listBeginnings(prefix: string): (readonly [string, number])[] {
    const whole = new Set(listForms(prefix));
    const words = [...whole].map((word): readonly [string, number] => [word, 1]);
    for (let place = findFirst(vocabulary, prefix); vocabulary[place]?.startsWith(prefix); place++)
      if (!whole.has(vocabulary[place]!)) words.push([vocabulary[place]!, PREFIX_WORTH]);
    return words;
  }

  return {
    listForms,
    score(words) {
      const scores = new Float64Array(texts.length);
      for (const form of new Set(words.map(foldNumber)))
        scoreTogether(
          (forms.get(form) ?? []).map((word) => [word, 1]),
          scores,
        );
      return scores;
    },
    find(query) {
      const words = [...new Set(foldWords(query).map(({ word }) => word))];
      if (words.length === 0) return new Uint32Array();
      const scores = new Float64Array(texts.length);
      const holders = new Uint32Array(texts.length);
      for (const word of words) for (const row of scoreTogether(listBeginnings(word), scores)) holders[row]!++;
      const found = Uint32Array.from(texts.keys()).filter((row) => holders[row] === words.length);
      return found.sort((a, b) => scores[b]! - scores[a]! || a - b);
    },
  };
}

type Posting = { rows: number[]; counts: number[] };

async function postWords(
  texts: readonly SearchText[],
  pause: () => Promise<void>,
): Promise<{ postings: Map<string, Posting>; lengths: Float64Array }> {
  const postings = new Map<string, Posting>();
  const lengths = new Float64Array(texts.length);
  for (const [row, text] of texts.entries()) {
    if (row % SLICE === SLICE - 1) await pause();
    for (const [word, count] of countWords(text)) {
      const posting = postings.get(word);
      if (posting) {
        posting.rows.push(row);
        posting.counts.push(count);
      } else postings.set(word, { rows: [row], counts: [count] });
      lengths[row]! += count;
    }
  }
  return { postings, lengths };
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
