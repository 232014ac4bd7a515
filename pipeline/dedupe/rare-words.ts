import type { RowPairs } from "./row-pairs.ts";
import type { WordTable } from "./word-table.ts";

/** A word in more texts than this is no sign of one paper. */
const MOST_TEXTS = 12;

/** Of a text as many of its rare words are looked at. */
const MOST_WORDS = 60;

/** Rare words that two texts must share. */
const FEWEST_SHARED = 3;

/** Adds every pair of texts that share three words which hardly any other text has: names of methods, data sets and places, unusual terms. */
export function addRareWordPairs(table: WordTable, pairs: RowPairs): void {
  const rare = listRareWords(table);
  const texts = listTexts(rare, table);
  const shared = new Uint8Array(table.count);
  const touched = new Uint32Array(MOST_WORDS * MOST_TEXTS);
  for (let row = 0; row < table.count; row++) {
    let length = 0;
    for (const word of rare.wordsOf(row)) {
      for (let place = texts.starts[word]!; place < texts.ends[word]!; place++) {
        const other = texts.rows[place]!;
        if (other >= row) break;
        if (shared[other] === 0) touched[length++] = other;
        shared[other]! += 1;
      }
    }
    for (const other of touched.subarray(0, length)) {
      if (shared[other]! >= FEWEST_SHARED) pairs.add(other, row);
      shared[other] = 0;
    }
  }
}

/** The rare words of each text, once each. */
type RareWords = { words: Uint32Array; starts: Uint32Array; wordsOf: (row: number) => Uint32Array };

function listRareWords({ words, starts, frequencies, count }: WordTable): RareWords {
  const rare = new Uint32Array(words.length);
  const rareStarts = new Uint32Array(count + 1);
  const lastRows = new Int32Array(frequencies.length).fill(-1);
  let length = 0;
  for (let row = 0; row < count; row++) {
    const start = length;
    for (let place = starts[row]!; place < starts[row + 1]! && length - start < MOST_WORDS; place++) {
      const word = words[place]!;
      const frequency = frequencies[word]!;
      if (frequency < 2 || frequency > MOST_TEXTS || lastRows[word] === row) continue;
      lastRows[word] = row;
      rare[length++] = word;
    }
    rareStarts[row + 1] = length;
  }
  return {
    words: rare.slice(0, length),
    starts: rareStarts,
    wordsOf: (row) => rare.subarray(rareStarts[row]!, rareStarts[row + 1]!),
  };
}

/** Returns the texts of each rare word, in order. */
function listTexts(rare: RareWords, { frequencies, count }: WordTable) {
  const starts = new Uint32Array(frequencies.length + 1);
  for (const word of rare.words) starts[word + 1]! += 1;
  for (let word = 0; word < frequencies.length; word++) starts[word + 1]! += starts[word]!;
  const ends = starts.slice(0, frequencies.length);
  const rows = new Uint32Array(rare.words.length);
  for (let row = 0; row < count; row++) for (const word of rare.wordsOf(row)) rows[ends[word]!++] = row;
  return { starts, ends, rows };
}
