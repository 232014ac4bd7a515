import { Int32List } from "../numeric/int32-list.ts";
import { KeyNumbers, spread } from "./key-numbers.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { NeighborCounter, NO_NEIGHBOR, type Side } from "./neighbors.ts";
import type { Meaning, MeaningPlaces } from "./phrase-meanings.ts";
import type { Spelling } from "./phrase-spelling.ts";
import type { PhraseWord } from "./phrase-words.ts";
import { NO_TOKEN } from "./token-places.ts";

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

/** A stretch of words that may be a phrase: the row of its text, the place of its first word, how many words, the hash of their keys run together, and the documents of its rarest word. */
type Occurrence = { row: number; start: number; words: number; hash: number; support: number };

/** In characters: an ideograph alone is no phrase. */
const SHORTEST_PHRASE = 2;

/** In characters, as written. What is longer is shown nowhere as a whole. */
const LONGEST_PHRASE = 120;

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
  const neighbors = listNeighbors(texts, rules);
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

/** What a word may be in a phrase. */
const BEGINS = 1;
const ENDS = 2;
const ENDS_ALONE = 4;
const INSIDE = 8;

/** Finds all that may be phrases, by what is known of each meaning and place in flat arrays: they are passed over several times. */
class OccurrenceVisitor {
  readonly #texts: MeaningPlaces;
  readonly #maxTokens: number;
  /** Of each meaning. */
  readonly #uses: Uint8Array;
  readonly #written: Int32Array;
  readonly #documents: Float64Array;
  readonly #keyLengths: Int32Array;
  readonly #hashes: Int32Array;
  readonly #factors: Int32Array;
  /** Of each place: whether its word may link others. */
  readonly #links: Uint8Array;

  constructor(texts: MeaningPlaces, maxTokens: number, rules: LanguageRules) {
    const { meanings, places } = texts;
    this.#texts = texts;
    this.#maxTokens = maxTokens;
    this.#uses = Uint8Array.from(meanings, ({ word }) => describeUses(word));
    this.#written = Int32Array.from(meanings, ({ word }) => word.token.length);
    this.#documents = Float64Array.from(meanings, ({ word }) => word.documents);
    this.#keyLengths = Int32Array.from(meanings, ({ key }) => key.length);
    this.#hashes = Int32Array.from(meanings, ({ hash }) => hash);
    this.#factors = Int32Array.from(meanings, ({ factor }) => factor);
    this.#links = places.length === 0 ? new Uint8Array(0) : findLinks(texts, rules);
  }

  /** Calls `visit` for each occurrence, always with the same object. */
  visit(visit: (occurrence: Readonly<Occurrence>) => void): void {
    const { places, starts } = this.#texts;
    const uses = this.#uses;
    const occurrence: Occurrence = { row: 0, start: 0, words: 0, hash: 0, support: 0 };
    for (let row = 0; row + 1 < starts.length; row++) {
      occurrence.row = row;
      for (let start = starts[row]!; start < starts[row + 1]!; start++) {
        if (places[start] === NO_TOKEN || (uses[places[start]!]! & BEGINS) === 0) continue;
        occurrence.start = start;
        this.#visitFrom(occurrence, visit);
      }
    }
  }

  #visitFrom(occurrence: Occurrence, visit: (occurrence: Readonly<Occurrence>) => void): void {
    const { places } = this.#texts;
    const { start } = occurrence;
    const [uses, links, allDocuments] = [this.#uses, this.#links, this.#documents];
    let [length, keyLength, hash, support] = [-1, 0, 0, Number.POSITIVE_INFINITY];
    for (let end = start; end < start + this.#maxTokens && places[end] !== NO_TOKEN; end++) {
      const meaning = places[end]!;
      const use = uses[meaning]!;
      if ((use & INSIDE) === 0 && links[end] === 0) break;
      length += 1 + this.#written[meaning]!;
      if (length > LONGEST_PHRASE) break;
      keyLength += this.#keyLengths[meaning]!;
      hash = (Math.imul(hash, this.#factors[meaning]!) + this.#hashes[meaning]!) | 0;
      const documents = allDocuments[meaning]!;
      if ((use & (end === start ? ENDS_ALONE : ENDS)) !== 0 && keyLength >= SHORTEST_PHRASE) {
        occurrence.words = end - start + 1;
        occurrence.hash = hash;
        occurrence.support = Math.min(support, documents);
        visit(occurrence);
      }
      if (documents < support && (end === start || links[end] === 0)) support = documents;
    }
  }
}

function describeUses({ begins, ends, isStop, isInside }: PhraseWord): number {
  return (begins ? BEGINS : 0) + (ends ? ENDS : 0) + (ends && !isStop ? ENDS_ALONE : 0) + (isInside ? INSIDE : 0);
}

function findLinks(texts: MeaningPlaces, rules: LanguageRules): Uint8Array {
  return Uint8Array.from(texts.places, (meaning, place) =>
    Number(meaning !== NO_TOKEN && mayLink(texts, place, rules)),
  );
}

/** Returns the word at a place; undefined where a stretch between punctuation ends. */
function findWord({ places, meanings }: MeaningPlaces, place: number): PhraseWord | undefined {
  const meaning = places[place] ?? NO_TOKEN;
  return meaning === NO_TOKEN ? undefined : meanings[meaning]!.word;
}

function mayLink(texts: MeaningPlaces, place: number, rules: LanguageRules): boolean {
  return rules.mayLink(findWord(texts, place)!.lower, findWord(texts, place - 1)?.lower ?? "");
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

/** Returns for each place the number of the content word before and after it, also where a linking word parts them if the rules read through it; NO_NEIGHBOR where there is none. */
function listNeighbors(texts: MeaningPlaces, rules: LanguageRules): { before: Int32Array; after: Int32Array } {
  const { places, meanings } = texts;
  const numbers = new Map<string, number>();
  const numberOf = Int32Array.from(meanings, ({ word: { lower, isOpen } }) => {
    if (isOpen) return NO_NEIGHBOR;
    const number = numbers.get(lower) ?? numbers.size;
    numbers.set(lower, number);
    return number;
  });
  const find = (place: number, step: 1 | -1) => {
    let next = place + step;
    while (rules.readsThroughLinks && findWord(texts, next) && mayLink(texts, next, rules)) next += step;
    const meaning = places[next] ?? NO_TOKEN;
    return meaning === NO_TOKEN ? NO_NEIGHBOR : numberOf[meaning]!;
  };
  return { before: places.map((_, place) => find(place, -1)), after: places.map((_, place) => find(place, 1)) };
}
