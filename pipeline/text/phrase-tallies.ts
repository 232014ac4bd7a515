import { Int32List } from "../numeric/int32-list.ts";
import { listContentNeighbors } from "./content-neighbors.ts";
import { KeyNumbers, spread } from "./key-numbers.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { NeighborCounter, NO_NEIGHBOR, type Side } from "./neighbors.ts";
import type { Meaning, MeaningPlaces } from "./phrase-meanings.ts";
import { type Occurrence, OccurrenceVisitor } from "./phrase-occurrences.ts";
import type { Spelling } from "./phrase-spelling.ts";

/**
 * The documents of a key, and those of the rarest word that it is written with. Where that is in fewer, as "on" may be for "on-line", written "online" elsewhere, each list
 * has a tally of its own; else all share the first.
 */
export type KeyCount = {
  key: string;
  rows: number;
  lastRow: number;
  leastSupport: number;
  tallies: (Tally | undefined)[];
};

/** A spelling with how many words it has, and the place of one of its uses. */
type PlacedSpelling = Spelling & { words: number; place: number };

/** What is counted of a key: its parts, spellings, documents and what stands beside it. */
export type Tally = {
  number: number;
  /** The spelling of the last use. */
  latest: PlacedSpelling;
  parts: string[];
  hasStopWord: boolean;
  spellings: PlacedSpelling[];
  documents: number[];
  count: number;
  before: Side;
  after: Side;
  lastWord: string;
};

/** Keys fall into so many slots at most, a power of two. */
const MOST_SLOTS = 1 << 22;

const RARE = -1;

/**
 * Counts the documents of the keys of at most `maxTokens` words, then tallies those that are in enough for one of the lists. What falls into a slot that too few documents fall into is rare, and not looked at further
 * (Park, Chen and Yu 1995).
 */
export function tallyKeys(
  texts: MeaningPlaces,
  maxTokens: number,
  minDocuments: readonly number[],
  rules: LanguageRules,
): KeyCount[] {
  const least = minDocuments[0]!;
  const visitor = new OccurrenceVisitor(texts, maxTokens, rules);
  const run: Meaning[] = [];
  const slots = countSlots(visitor, Math.min(MOST_SLOTS, 1 << Math.ceil(Math.log2(2 * texts.places.length + 2))));
  const mayBeCommon = (hash: number) => slots[spread(hash) & (slots.length - 1)]! >= least;
  const numbers = new KeyNumbers();
  const counts: KeyCount[] = [];
  const visited = new Int32List();
  visitor.visit(({ row, start, words, hash, support }) => {
    if (!mayBeCommon(hash)) {
      visited.push(RARE);
      return;
    }
    for (let word = 0; word < words; word++) run[word] = texts.meanings[texts.places[start + word]!]!;
    const number = numbers.number(run, words, hash);
    visited.push(number);
    const count = counts[number];
    if (!count) {
      counts.push({ key: numbers.keys[number]!, rows: 1, lastRow: row, leastSupport: support, tallies: [] });
      return;
    }
    if (count.lastRow !== row) count.rows++;
    count.lastRow = row;
    if (support < count.leastSupport) count.leastSupport = support;
  });
  const neighbors = listContentNeighbors(texts, rules);
  const counter = new NeighborCounter();
  let next = 0;
  let tallies = 0;
  visitor.visit((occurrence) => {
    const number = visited.at(next++);
    if (number === RARE || counts[number]!.rows < least) return;
    const count = counts[number]!;
    const lists = isEven(count) ? 1 : minDocuments.length;
    for (let list = 0; list < lists && occurrence.support >= minDocuments[list]!; list++) {
      const tally = count.tallies[list] ?? beginTally(occurrence, texts, tallies++);
      count.tallies[list] = tally;
      tallyOccurrence(tally, occurrence, texts, rules);
      const last = occurrence.start + occurrence.words - 1;
      counter.count(tally.before, 2 * tally.number, neighbors.before[occurrence.start]!);
      counter.count(tally.after, 2 * tally.number + 1, neighbors.after[last]!);
      if (neighbors.after[last] === NO_NEIGHBOR) tally.latest.atEnd++;
    }
  });
  return counts;
}

/** Returns in how many documents the keys of each slot are, in any of them. */
function countSlots(visitor: OccurrenceVisitor, size: number): Int32Array {
  const rows = new Int32Array(size);
  const lastRows = new Int32Array(size).fill(-1);
  visitor.visit(({ row, hash }) => {
    const slot = spread(hash) & (size - 1);
    if (lastRows[slot] !== row) rows[slot]!++;
    lastRows[slot] = row;
  });
  return rows;
}

/** Whether all lists share the first tally of a key. */
export function isEven({ leastSupport, rows }: KeyCount): boolean {
  return leastSupport >= rows;
}

function beginTally({ start, words }: Readonly<Occurrence>, texts: MeaningPlaces, number: number): Tally {
  const run = readRun(texts, start, words);
  const latest = { written: "", count: 0, atEnd: 0, words: 0, place: 0 };
  return {
    number,
    parts: run.flatMap(({ parts }) => parts),
    hasStopWord: run.some(({ word }) => word.isStop),
    spellings: [],
    latest,
    documents: [],
    count: 0,
    before: { open: 0, different: 0, most: 0 },
    after: { open: 0, different: 0, most: 0 },
    lastWord: run.at(-1)!.word.lower,
  };
}

function readRun({ places, meanings }: MeaningPlaces, start: number, words: number): Meaning[] {
  return Array.from({ length: words }, (_, word) => meanings[places[start + word]!]!);
}

function tallyOccurrence(
  tally: Tally,
  { row, start, words }: Readonly<Occurrence>,
  texts: MeaningPlaces,
  rules: LanguageRules,
): void {
  const spelling = findSpelling(tally.spellings, start, words, texts, rules);
  spelling.count++;
  tally.latest = spelling;
  if (tally.documents.at(-1) !== row) tally.documents.push(row);
  tally.count++;
}

/** Returns the spelling of some words, a new one where they were not written so before. A string is made of those alone that no spelling has word by word. */
function findSpelling(
  spellings: PlacedSpelling[],
  place: number,
  words: number,
  texts: MeaningPlaces,
  rules: LanguageRules,
): PlacedSpelling {
  for (const spelling of spellings)
    if (spelling.words === words && isAlike(texts, spelling.place, place, words)) return spelling;
  const written = rules.joinTokens(readRun(texts, place, words).map(({ word }) => word.token));
  const known = spellings.find((spelling) => spelling.written === written);
  if (known) return known;
  const spelling = { written, count: 0, atEnd: 0, words, place };
  spellings.push(spelling);
  return spelling;
}

function isAlike({ places, meanings }: MeaningPlaces, a: number, b: number, words: number): boolean {
  for (let word = 0; word < words; word++)
    if (meanings[places[a + word]!]!.word !== meanings[places[b + word]!]!.word) return false;
  return true;
}
