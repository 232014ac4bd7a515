import { compareCodeUnits } from "../text/compare-code-units.ts";
import { foldForm, listWords } from "./match-words.ts";
import { findNearSpelling, type Spelling } from "./near-spelling.ts";
import { stemWord } from "./stem-word.ts";

/** What a paper is found by. */
export type SearchText = { title: string; label: string; authors: string; abstract: string };

/** A word of a question, and the words of the texts that count as it. */
export type SoughtWord = {
  /** Folded, as it was asked. */
  word: string;
  /** The word looked up in place of one that no text has; null where it is looked up itself. */
  corrected: string | null;
  /** Words of the texts, and what each is worth, 0 to 1, those that are the word itself first; empty where no text has any. */
  forms: readonly (readonly [form: string, worth: number])[];
};

/** How well the texts fit sought words, by their place. */
export type WordScores = {
  /** 0 for a text that holds none of them. */
  scores: Float64Array;
  /** How many of them a text holds. */
  held: Uint16Array;
};

/** A full-text index; a text is named by its place in the list it was built from. */
export type SearchIndex = {
  texts: readonly SearchText[];
  /** Returns what folded words are looked up as, words of one stem once. `mayCorrect`: a word that no text has may be misspelt. */
  seek(words: readonly string[], mayCorrect: boolean): SoughtWord[];
  score(sought: readonly SoughtWord[]): WordScores;
  /** Returns the words of the texts that are a folded word in any number and spelling, in order. */
  listForms(word: string): readonly string[];
  /** Returns the places of the texts that hold a word of the texts, ascending. */
  listHolders(form: string): readonly number[];
};

/** How much a word counts in each field. */
export const FIELD_WEIGHTS = { title: 4, label: 2, authors: 1, abstract: 1 } as const;
const FIELDS = Object.keys(FIELD_WEIGHTS) as (keyof SearchText)[];
/** How fast repeats of a word stop to count, and how much long texts are held back: the usual values of BM25. */
export const SATURATION = 1.2;
export const LENGTH_PART = 0.75;
/** Worth of a word that only has the stem of the word asked for, or begins with it; .3 to .8 rank alike (test/bench/judge-search.ts). */
const RELATED_WORTH = 0.5;
/** Texts, and words, indexed before the page may do something else. */
const SLICE = 100;
const WORD_SLICE = 1000;

/**
 * Returns an index of texts, ranked by BM25 over their fields as one text (BM25F with one length; Robertson, Zaragoza and Taylor 2004). Numbers and spellings
 * of a word are one. `pause` is awaited now and then.
 */
export async function buildSearchIndex(texts: readonly SearchText[], pause: () => Promise<void>): Promise<SearchIndex> {
  const { postings, lengths } = await postWords(texts, pause);
  const vocabulary = [...postings.keys()].sort(compareCodeUnits);
  const { forms, stems } = await groupWords(vocabulary, pause);
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length) || 1;
  const counted = new Float64Array(texts.length);
  const spellings = groupByLength(vocabulary, (word) => postings.get(word)!.rows.length);
  const corrections = new Map<string, string | null>();

  /** Adds the score of each text for the forms of a word, counted as one; returns the rows that hold one of them. */
  function scoreTogether({ forms: words }: SoughtWord, scores: Float64Array): number[] {
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

  function listRelated(word: string): SoughtWord["forms"] {
    const form = foldForm(word);
    const related = stems.get(stemWord(form)) ?? [];
    const isSame = (other: string) => foldForm(other) === form;
    return [
      ...related.filter(isSame).map((other) => [other, 1] as const),
      ...related.filter((other) => !isSame(other)).map((other) => [other, RELATED_WORTH] as const),
    ];
  }

  function listBeginnings(prefix: string): SoughtWord["forms"] {
    const words: (readonly [string, number])[] = [];
    for (let place = findFirst(vocabulary, prefix); vocabulary[place]?.startsWith(prefix); place++)
      words.push([vocabulary[place]!, RELATED_WORTH]);
    return words;
  }

  function correct(word: string): string | null {
    if (!corrections.has(word)) {
      corrections.set(
        word,
        findNearSpelling(word, (length) => spellings.get(length) ?? []),
      );
    }
    return corrections.get(word)!;
  }

  function seekWord(word: string, mayCorrect: boolean): SoughtWord {
    const related = listRelated(word);
    if (related.length > 0) return { word, corrected: null, forms: related };
    const begun = listBeginnings(word);
    const corrected = begun.length === 0 && mayCorrect ? correct(word) : null;
    return { word, corrected, forms: corrected === null ? begun : listRelated(corrected) };
  }

  return {
    texts,
    listForms: (word) => forms.get(foldForm(word)) ?? [],
    listHolders: (form) => postings.get(form)?.rows ?? [],
    seek(words, mayCorrect) {
      const byStem = new Map<string, SoughtWord>();
      for (const word of words) {
        const sought = seekWord(word, mayCorrect);
        const stem = stemWord(foldForm(sought.corrected ?? word));
        if (!byStem.has(stem)) byStem.set(stem, sought);
      }
      return [...byStem.values()];
    },
    score(sought) {
      const scores = new Float64Array(texts.length);
      const held = new Uint16Array(texts.length);
      for (const word of sought) for (const row of scoreTogether(word, scores)) held[row]!++;
      return { scores, held };
    },
  };
}

type Posting = { rows: number[]; counts: number[] };

async function postWords(
  texts: readonly SearchText[],
  pause: () => Promise<void>,
): Promise<{ postings: Map<string, Posting>; lengths: Float64Array }> {
  const places = new Map<string, number>();
  const postings: Posting[] = [];
  const lengths = new Float64Array(texts.length);
  // Of each word the text that it was last in, and its count there.
  const lastIn: number[] = [];
  const counts: number[] = [];
  const held: number[] = [];

  function count(word: string, row: number, weight: number): void {
    let place = places.get(word);
    if (place === undefined) {
      place = postings.length;
      places.set(word, place);
      postings.push({ rows: [], counts: [] });
      lastIn.push(-1);
      counts.push(0);
    }
    if (lastIn[place] !== row) {
      lastIn[place] = row;
      counts[place] = 0;
      held.push(place);
    }
    counts[place]! += weight;
  }

  for (const [row, text] of texts.entries()) {
    if (row % SLICE === SLICE - 1) await pause();
    held.length = 0;
    for (const field of FIELDS) for (const word of listWords(text[field])) count(word, row, FIELD_WEIGHTS[field]);
    for (const place of held) {
      postings[place]!.rows.push(row);
      postings[place]!.counts.push(counts[place]!);
      lengths[row]! += counts[place]!;
    }
  }
  return { postings: new Map(Array.from(places, ([word, place]) => [word, postings[place]!])), lengths };
}

/** Returns words in their order by the form that they share, and by their stem. */
async function groupWords(
  vocabulary: readonly string[],
  pause: () => Promise<void>,
): Promise<Record<"forms" | "stems", Map<string, string[]>>> {
  const forms = new Map<string, string[]>();
  const stems = new Map<string, string[]>();
  for (const [place, word] of vocabulary.entries()) {
    if (place % WORD_SLICE === WORD_SLICE - 1) await pause();
    const form = foldForm(word);
    addTo(forms, form, word);
    addTo(stems, stemWord(form), word);
  }
  return { forms, stems };
}

/** Returns the words of letters alone, by how many they have. */
function groupByLength(vocabulary: readonly string[], countHolders: (word: string) => number): Map<number, Spelling[]> {
  const groups = new Map<number, Spelling[]>();
  for (const word of vocabulary) {
    if (!/^\p{L}+$/u.test(word)) continue;
    const group = groups.get(word.length);
    const spelling = { word, count: countHolders(word) };
    if (group) group.push(spelling);
    else groups.set(word.length, [spelling]);
  }
  return groups;
}

function addTo(groups: Map<string, string[]>, key: string, word: string): void {
  const group = groups.get(key);
  if (group) group.push(word);
  else groups.set(key, [word]);
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
