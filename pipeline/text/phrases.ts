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

/** Is given a stretch of words in one segment of the text of a row that may be a phrase; `end` is its last word. */
type VisitOccurrence = (key: string, row: number, segment: Segment, start: number, end: number) => void;

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
  const { minDocuments, rules = ENGLISH, acronyms = findAcronyms(texts, rules) } = options;
  const maxTokens = countTokens(options.maxWords, rules);
  const segments = texts.map(rules.splitSegments);
  const words = readPhraseWords(segments, options, acronyms, rules);
  const usage = readUsage(segments, rules);
  const read = segments.map((ofText, row) =>
    ofText.map((tokens): Segment => {
      const own = tokens.map((token) => words.get(token)!);
      const spelledOut = tokens.map((token) => acronyms.spellOut(token, row));
      return {
        tokens,
        words: own,
        parts: own.map(({ parts }, i) => spelledOut[i] ?? parts),
        keys: own.map(({ key }, i) => spelledOut[i]?.join("") ?? key),
      };
    }),
  );
  const spread = new Map<string, { rows: number; lastRow: number; tally: Tally | null }>();
  visitOccurrences(read, maxTokens, rules, (key, row) => {
    const own = spread.get(key);
    if (!own) spread.set(key, { rows: 1, lastRow: row, tally: null });
    else if (own.lastRow !== row) {
      own.rows++;
      own.lastRow = row;
    }
  });
  visitOccurrences(read, maxTokens, rules, (key, row, segment, start, end) => {
    const own = spread.get(key)!;
    if (own.rows < minDocuments) return;
    own.tally ??= beginTally(segment, start, end);
    tallyOccurrence(own.tally, row, segment, start, end, rules);
  });
  return [...spread]
    .flatMap(([key, { tally }]) => (tally && isWhole(tally, rules) ? [[key, tally] as const] : []))
    .map(([key, tally]) => toPhrase(key, tally, usage, rules))
    .sort((a, b) => compareCodeUnits(a.key, b.key));
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

function visitOccurrences(
  segments: readonly (readonly Segment[])[],
  maxTokens: number,
  rules: LanguageRules,
  visit: VisitOccurrence,
): void {
  for (const [row, ofText] of segments.entries()) {
    for (const segment of ofText) {
      const { tokens, words, keys } = segment;
      for (let start = 0; start < words.length; start++) {
        if (!words[start]!.begins) continue;
        const last = Math.min(start + maxTokens, words.length);
        let length = -1;
        let key = "";
        for (let end = start; end < last && isInside(words, end, rules); end++) {
          length += 1 + tokens[end]!.length;
          if (length > LONGEST_PHRASE) break;
          key += keys[end]!;
          if (!words[end]!.ends || (end === start && words[end]!.isStop)) continue;
          if (key.length >= SHORTEST_PHRASE) visit(key, row, segment, start, end);
        }
      }
    }
  }
}

function isInside(words: readonly PhraseWord[], place: number, rules: LanguageRules): boolean {
  return words[place]!.isInside || rules.mayLink(words[place]!.lower, words[place - 1]?.lower ?? "");
}

function beginTally({ words, parts }: Segment, start: number, end: number): Tally {
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

function tallyOccurrence(
  tally: Tally,
  row: number,
  { tokens, words }: Segment,
  start: number,
  end: number,
  rules: LanguageRules,
): void {
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
  while (rules.readsThroughLinks && words[next] && rules.mayLink(words[next]!.lower, words[next - 1]?.lower ?? ""))
    next += step;
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
