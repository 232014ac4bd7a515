import { GrowingIntegers } from "../numeric/growing-integers.ts";
import { type SparseMatrix, type TfIdfOptions, weighRarity, weighRow } from "../numeric/tf-idf.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { listContentWords } from "../text/words-and-pairs.ts";

/** Words of texts as numbers: those of text i stand from starts[i] up to starts[i + 1]. */
type NumberedWords = { words: string[]; starts: Int32Array; numbers: Int32Array };

/** Which words and pairs are columns, or -1; a pair goes by its key. */
type Columns = { ofWord: Int32Array; ofPair: Map<number, number>; inverses: Float64Array };

/** Words or pairs that count: their keys and in how many texts they are. */
type Counted = { keys: Float64Array; counts: Int32Array };

/** Columns at most: of more terms those in the most texts are kept, equal ones in order of code units. */
export const MOST_TERMS = 100_000;

/**
 * Returns the TF-IDF matrix of texts, whose terms are their words and pairs of words: to the bit what computeTfIdf gives for the lists of listWordsAndPairs, without a string for
 * each pair. The terms are learnt from the rows of `learned`, or from all. Of more than `mostTerms` the commonest are kept.
 */
export function weighPaperWords(
  texts: readonly string[],
  rules: LanguageRules,
  { minDocumentCount, maxDocumentShare }: TfIdfOptions,
  learned: ArrayLike<number> | null = null,
  mostTerms = MOST_TERMS,
): SparseMatrix {
  const numbered = numberWords(texts, rules);
  const rows = learned ?? Int32Array.from(texts, (_, row) => row);
  const counts = countWords(numbered, rows);
  const pairs = countPairs(numbered, rows, counts, minDocumentCount);
  const most = maxDocumentShare * rows.length;
  const columns = chooseColumns(numbered.words, counts, pairs, {
    texts: rows.length,
    fits: (count) => count >= minDocumentCount && count <= most,
    mostTerms,
  });
  return fillRows(numbered, columns);
}

function numberWords(texts: readonly string[], rules: LanguageRules): NumberedWords {
  const numberOf = new Map<string, number>();
  const numbers = new GrowingIntegers();
  const starts = new Int32Array(texts.length + 1);
  for (const [row, text] of texts.entries()) {
    for (const word of listContentWords(text, rules)) {
      let number = numberOf.get(word);
      if (number === undefined) {
        number = numberOf.size;
        numberOf.set(word, number);
      }
      numbers.push(number);
    }
    starts[row + 1] = numbers.length;
  }
  return { words: [...numberOf.keys()], starts, numbers: numbers.view() };
}

/** Returns in how many of the rows each word is. */
function countWords({ words, starts, numbers }: NumberedWords, rows: ArrayLike<number>): Int32Array {
  const counts = new Int32Array(words.length);
  const seenIn = new Int32Array(words.length).fill(-1);
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place]!;
    for (let token = starts[row]!; token < starts[row + 1]!; token++) {
      const word = numbers[token]!;
      if (seenIn[word] === row) continue;
      seenIn[word] = row;
      counts[word]!++;
    }
  }
  return counts;
}

/** Returns the pairs of the rows whose words are each in enough of them: no other pair is. Keys ascend. */
function countPairs(
  { words, starts, numbers }: NumberedWords,
  rows: ArrayLike<number>,
  counts: Int32Array,
  least: number,
): Counted {
  const keys = new Float64Array(numbers.length);
  let filled = 0;
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place]!;
    const from = filled;
    for (let token = starts[row]!; token + 1 < starts[row + 1]!; token++) {
      const [first, second] = [numbers[token]!, numbers[token + 1]!];
      if (counts[first]! >= least && counts[second]! >= least) keys[filled++] = first * words.length + second;
    }
    filled = from + dropRepeats(keys.subarray(from, filled).sort());
  }
  return countRuns(keys.subarray(0, filled).sort(), least);
}

/** Moves the different ones of ascending numbers to the front, in place, and returns how many they are. */
function dropRepeats(sorted: Float64Array): number {
  let kept = 0;
  for (let place = 0; place < sorted.length; place++)
    if (place === 0 || sorted[place] !== sorted[kept - 1]) sorted[kept++] = sorted[place]!;
  return kept;
}

/** Returns the ascending numbers that are there `least` times or more, and how often. */
function countRuns(sorted: Float64Array, least: number): Counted {
  const counts = new GrowingIntegers();
  let kept = 0;
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    if (end - start >= least) {
      sorted[kept++] = sorted[start]!;
      counts.push(end - start);
    }
    start = end;
  }
  return { keys: sorted.slice(0, kept), counts: counts.view() };
}

function chooseColumns(
  words: readonly string[],
  wordCounts: Int32Array,
  pairs: Counted,
  { texts, fits, mostTerms }: { texts: number; fits: (count: number) => boolean; mostTerms: number },
): Columns {
  const least = findLeastCount([wordCounts, pairs.counts], fits, mostTerms);
  const terms: { term: string; count: number; word: number; pair: number }[] = [];
  for (const [word, count] of wordCounts.entries())
    if (count >= least && fits(count)) terms.push({ term: words[word]!, count, word, pair: -1 });
  for (const [place, count] of pairs.counts.entries()) {
    if (count < least || !fits(count)) continue;
    const pair = pairs.keys[place]!;
    const term = `${words[Math.floor(pair / words.length)]} ${words[pair % words.length]}`;
    terms.push({ term, count, word: -1, pair });
  }
  const byCodeUnits = (a: { term: string }, b: { term: string }) => (a.term < b.term ? -1 : 1);
  const kept = terms
    .sort((a, b) => b.count - a.count || byCodeUnits(a, b))
    .slice(0, mostTerms)
    .sort(byCodeUnits);
  const ofWord = new Int32Array(words.length).fill(-1);
  const ofPair = new Map<number, number>();
  for (const [column, { word, pair }] of kept.entries())
    if (word >= 0) ofWord[word] = column;
    else ofPair.set(pair, column);
  return { ofWord, ofPair, inverses: Float64Array.from(kept, ({ count }) => weighRarity(count, texts)) };
}

/** Returns the largest count such that no more than that many terms are in more texts: what is in fewer need not be looked at. */
function findLeastCount(counts: readonly Int32Array[], fits: (count: number) => boolean, mostTerms: number): number {
  const having = new Map<number, number>();
  for (const part of counts) for (const count of part) if (fits(count)) having.set(count, (having.get(count) ?? 0) + 1);
  let terms = 0;
  for (const [count, number] of [...having].sort(([a], [b]) => b - a)) {
    terms += number;
    if (terms >= mostTerms) return count;
  }
  return 0;
}

function fillRows({ words, starts, numbers }: NumberedWords, { ofWord, ofPair, inverses }: Columns): SparseMatrix {
  const rowStarts = new Int32Array(starts.length);
  const columnIndices = new Int32Array(2 * numbers.length);
  const values = new Float64Array(2 * numbers.length);
  let filled = 0;
  for (let row = 0; row + 1 < starts.length; row++) {
    const from = filled;
    for (let token = starts[row]!; token < starts[row + 1]!; token++) {
      const word = numbers[token]!;
      if (ofWord[word] !== -1) columnIndices[filled++] = ofWord[word]!;
      const pair = token + 1 < starts[row + 1]! ? ofPair.get(word * words.length + numbers[token + 1]!) : undefined;
      if (pair !== undefined) columnIndices[filled++] = pair;
    }
    filled = weighRow(columnIndices, values, from, filled, inverses);
    rowStarts[row + 1] = filled;
  }
  return {
    rows: starts.length - 1,
    columns: inverses.length,
    starts: rowStarts,
    columnIndices: columnIndices.slice(0, filled),
    values: values.slice(0, filled),
  };
}
