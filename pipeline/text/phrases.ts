import { type Acronyms, findAcronyms } from "./acronyms.ts";
import { compareCodeUnits } from "./compare-code-units.ts";
import { ENGLISH } from "./languages/english.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { countNeighbor, isWholeOnSide, type Neighbors } from "./neighbors.ts";
import { countTokens, keyOfPhrase } from "./phrase-keys.ts";
import { chooseSpelling, readUsage, type Spelling, type Usage } from "./phrase-spelling.ts";
import { type PhraseWord, readPhraseWords } from "./phrase-words.ts";
import { isCompound } from "./word-company.ts";

/** A phrase of a corpus: its concept key, how it is written and the documents that contain it. */
export type Phrase = {
  /** The normalised words run together: "on-line" and "online", "layer" and "layers" share one; an acronym has its long form's. */
  key: string;
  /** How it is shown; see chooseSpelling. */
  surface: string;
  /** Normalised words, with acronyms spelled out. */
  parts: string[];
  /** Words of the surface. */
  words: number;
  /** Last word, normalised. */
  head: string;
  /** Keys of the spellings that occur, acronyms as they are. */
  forms: string[];
  /** One word that says little by itself, such as "property". */
  isGeneral: boolean;
  /** A word of it is a stop word of the corpus. */
  hasStopWord: boolean;
  /** Rows of the documents that contain it, ascending. */
  documents: number[];
};

/** Which phrases are wanted. */
export type PhraseOptions = {
  maxWords: number;
  minDocuments: number;
  /** Normalised words that are no phrase by themselves; see findCorpusStopWords. */
  stopWords: ReadonlySet<string>;
  /** What acronyms mean; by default what the texts themselves define. */
  acronyms?: Acronyms;
  /** Those of English by default. */
  rules?: LanguageRules;
};

/** The options of extractPhrases, but with several least numbers of documents, ascending. */
export type PhraseListOptions = Omit<PhraseOptions, "minDocuments"> & { minDocuments: readonly number[] };

/**
 * The documents of a key, and those of the rarest word that it is written with. Where that is in fewer, as "on" may be for "on-line", written "online" elsewhere, each list
 * has a tally of its own; else all share the first.
 */
type KeyCount = { rows: number; lastRow: number; leastSupport: number; tallies: (Tally | undefined)[] };

type Tally = {
  parts: string[];
  hasStopWord: boolean;
  spellings: Map<string, Spelling>;
  documents: number[];
  count: number;
  before: Neighbors;
  after: Neighbors;
  lastWord: string;
};

/** A stretch of words in one segment of the text of a row that may be a phrase; `end` is its last word, `support` the documents of its rarest. */
type Occurrence = { row: number; segment: Segment; start: number; end: number; support: number };

/** One stretch of a text without punctuation: its words, the normalised parts of each, acronyms spelled out, and these run together. */
type Segment = {
  tokens: readonly string[];
  words: readonly PhraseWord[];
  parts: readonly (readonly string[])[];
  keys: readonly string[];
};

const LEAST_OPEN_AFTER = 0.35;
const LEAST_OPEN_BEFORE = 0.3;
const LEAST_STEM_LENGTH = 5;
/** In characters: an ideograph alone is no phrase. */
const SHORTEST_PHRASE = 2;

/** In characters, as written. What is longer is shown nowhere as a whole. */
const LONGEST_PHRASE = 120;

/**
 * Returns the phrases of up to `maxWords` words that could head a topic, in order of key: runs of content words, with "of" inside, of at least `minDocuments` documents and at most 120 characters. They
 * neither begin nor end with an empty word or a verb, and are whole: "language processing" inside "natural language processing" is not.
 */
export function extractPhrases(texts: readonly string[], options: PhraseOptions): Phrase[] {
  return extractPhraseLists(texts, { ...options, minDocuments: [options.minDocuments] })[0]!;
}

/** Returns what extractPhrases returns for each of the least numbers of documents, at little more than the cost of the first. */
export function extractPhraseLists(texts: readonly string[], options: PhraseListOptions): Phrase[][] {
  const { minDocuments, stopWords, rules = ENGLISH, acronyms = findAcronyms(texts, rules) } = options;
  const segments = texts.map(rules.splitSegments);
  const words = readPhraseWords(segments, { stopWords, minDocuments: minDocuments[0]! }, acronyms, rules);
  const usage = readUsage(segments, rules);
  const read = segments.map((ofText, row) => ofText.map((tokens) => readSegment(tokens, row, words, acronyms)));
  const counts = tallyKeys(read, countTokens(options.maxWords, rules), minDocuments, rules);
  const made = new Map<Tally, Phrase>();
  for (const [key, { tallies }] of counts) {
    for (const tally of tallies)
      if (tally && isWhole(tally, rules)) made.set(tally, toPhrase(key, tally, usage, rules));
  }
  return minDocuments.map((least, list) =>
    [...counts.values()]
      .flatMap((count) => made.get((isEven(count) ? count.tallies[0] : count.tallies[list])!) ?? [])
      .filter(({ documents }) => documents.length >= least)
      .sort((a, b) => compareCodeUnits(a.key, b.key)),
  );
}

/**
 * Returns whether one phrase stands inside a longer one, from the beginning of a word: "language model" in "large language models",
 * "robot" in "robotics", but not "AI" in "training" or "aircraft": a short word must end where a word ends, too.
 */
export function isPhraseInside(short: Pick<Phrase, "key">, long: Pick<Phrase, "key" | "parts">): boolean {
  if (short.key.length >= long.key.length || !long.key.includes(short.key)) return false;
  const borders = [0];
  for (const part of long.parts) borders.push(borders.at(-1)! + part.length);
  return borders.some(
    (start) =>
      long.key.startsWith(short.key, start) &&
      (short.key.length >= LEAST_STEM_LENGTH || borders.includes(start + short.key.length)),
  );
}

function readSegment(
  tokens: readonly string[],
  row: number,
  known: ReadonlyMap<string, PhraseWord>,
  acronyms: Acronyms,
): Segment {
  const words = tokens.map((token) => known.get(token)!);
  const spelledOut = tokens.map((token) => acronyms.spellOut(token, row));
  return {
    tokens,
    words,
    parts: words.map(({ parts }, i) => spelledOut[i] ?? parts),
    keys: words.map(({ key }, i) => spelledOut[i]?.join("") ?? key),
  };
}

/** Counts the documents of every key, then tallies those that are in enough. */
function tallyKeys(
  segments: readonly (readonly Segment[])[],
  maxTokens: number,
  minDocuments: readonly number[],
  rules: LanguageRules,
): Map<string, KeyCount> {
  const counts = new Map<string, KeyCount>();
  const visited: KeyCount[] = [];
  visitOccurrences(segments, maxTokens, rules, (key, { row, support }) => {
    let count = counts.get(key);
    if (!count) {
      count = { rows: 0, lastRow: -1, leastSupport: support, tallies: [] };
      counts.set(key, count);
    }
    if (count.lastRow !== row) count.rows++;
    count.lastRow = row;
    if (support < count.leastSupport) count.leastSupport = support;
    visited.push(count);
  });
  let next = 0;
  visitOccurrences(segments, maxTokens, rules, (_key, occurrence) => {
    const count = visited[next++]!;
    if (count.rows < minDocuments[0]!) return;
    const lists = isEven(count) ? 1 : minDocuments.length;
    for (let list = 0; list < lists && occurrence.support >= minDocuments[list]!; list++) {
      count.tallies[list] ??= beginTally(occurrence);
      tallyOccurrence(count.tallies[list]!, occurrence, rules);
    }
  });
  return counts;
}

function isEven({ leastSupport, rows }: KeyCount): boolean {
  return leastSupport >= rows;
}

/** Calls `visit` for each occurrence, always with the same object. */
function visitOccurrences(
  segments: readonly (readonly Segment[])[],
  maxTokens: number,
  rules: LanguageRules,
  visit: (key: string, occurrence: Readonly<Occurrence>) => void,
): void {
  for (const [row, ofText] of segments.entries()) {
    for (const segment of ofText) {
      const { tokens, words, keys } = segment;
      const occurrence: Occurrence = { row, segment, start: 0, end: 0, support: 0 };
      for (let start = 0; start < words.length; start++) {
        if (!words[start]!.begins) continue;
        occurrence.start = start;
        const last = Math.min(start + maxTokens, words.length);
        let length = -1;
        let key = "";
        let support = Number.POSITIVE_INFINITY;
        for (let end = start; end < last && isInside(words, end, rules); end++) {
          const word = words[end]!;
          length += 1 + tokens[end]!.length;
          if (length > LONGEST_PHRASE) break;
          key += keys[end]!;
          if (word.ends && !(end === start && word.isStop) && key.length >= SHORTEST_PHRASE) {
            occurrence.end = end;
            occurrence.support = Math.min(support, word.documents);
            visit(key, occurrence);
          }
          if (word.documents < support && (end === start || !mayLink(words, end, rules))) support = word.documents;
        }
      }
    }
  }
}

function isInside(words: readonly PhraseWord[], place: number, rules: LanguageRules): boolean {
  return words[place]!.isInside || mayLink(words, place, rules);
}

function mayLink(words: readonly PhraseWord[], place: number, rules: LanguageRules): boolean {
  return rules.mayLink(words[place]!.lower, words[place - 1]?.lower ?? "");
}

function beginTally({ segment, start, end }: Readonly<Occurrence>): Tally {
  const { words, parts } = segment;
  return {
    parts: parts.slice(start, end + 1).flat(),
    hasStopWord: words.slice(start, end + 1).some(({ isStop }) => isStop),
    spellings: new Map(),
    documents: [],
    count: 0,
    before: { open: 0, words: new Map() },
    after: { open: 0, words: new Map() },
    lastWord: words[end]!.lower,
  };
}

function tallyOccurrence(tally: Tally, { row, segment, start, end }: Readonly<Occurrence>, rules: LanguageRules): void {
  const { tokens, words } = segment;
  const written = rules.joinTokens(tokens.slice(start, end + 1));
  let spelling = tally.spellings.get(written);
  if (!spelling) {
    spelling = { written, count: 0, atEnd: 0 };
    tally.spellings.set(written, spelling);
  }
  const next = findNeighbor(words, end, 1, rules);
  spelling.count++;
  if (next === undefined) spelling.atEnd++;
  if (tally.documents.at(-1) !== row) tally.documents.push(row);
  tally.count++;
  countNeighbor(tally.before, findNeighbor(words, start, -1, rules));
  countNeighbor(tally.after, next);
}

/** Returns the content word beside a place, also where a linking word parts them if the rules read through it; undefined is none. */
function findNeighbor(
  words: readonly PhraseWord[],
  place: number,
  step: 1 | -1,
  rules: LanguageRules,
): string | undefined {
  let next = place + step;
  while (rules.readsThroughLinks && words[next] && mayLink(words, next, rules)) next += step;
  const word = words[next];
  return word === undefined || word.isOpen ? undefined : word.lower;
}

function isWhole({ before, after, count, lastWord }: Tally, rules: LanguageRules): boolean {
  if (!isWholeOnSide(before, count, LEAST_OPEN_BEFORE)) return false;
  if (rules.compoundsAreAdjectives && isCompound(lastWord)) return after.open >= LEAST_OPEN_AFTER * count;
  return isWholeOnSide(after, count, LEAST_OPEN_AFTER);
}

function toPhrase(
  key: string,
  { parts, hasStopWord, spellings, documents }: Tally,
  usage: Usage,
  rules: LanguageRules,
): Phrase {
  const surface = chooseSpelling([...spellings.values()], key, usage, rules);
  const words = rules.splitTokens(surface).length;
  return {
    key,
    surface,
    parts,
    words,
    head: parts.at(-1)!,
    forms: [...new Set([...spellings.keys()].map((written) => keyOfPhrase(written, rules)))].sort(),
    isGeneral: words === 1 && rules.isGeneralNoun(surface.toLowerCase()),
    hasStopWord,
    documents,
  };
}
