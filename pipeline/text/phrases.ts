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

/** A stretch of words in one segment of a text that may be a phrase; `end` is its last word. */
type Occurrence = { key: string; parts: string[]; row: number; segment: Segment; start: number; end: number };

/** One stretch of a text without punctuation: its words, and the normalised parts of each, acronyms spelled out. */
type Segment = { tokens: readonly string[]; words: readonly PhraseWord[]; parts: readonly (readonly string[])[] };

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
      return { tokens, words: own, parts: own.map(({ parts }, i) => acronyms.spellOut(tokens[i]!, row) ?? parts) };
    }),
  );
  const spread = new Map<string, number>();
  const lastRows = new Map<string, number>();
  for (const { key, row } of listOccurrences(read, maxTokens, rules)) {
    if (lastRows.get(key) === row) continue;
    lastRows.set(key, row);
    spread.set(key, (spread.get(key) ?? 0) + 1);
  }
  const tallies = new Map<string, Tally>();
  for (const occurrence of listOccurrences(read, maxTokens, rules)) {
    if (spread.get(occurrence.key)! >= minDocuments) tallyOccurrence(tallies, occurrence, rules);
  }
  return [...tallies]
    .filter(([, tally]) => isWhole(tally, rules))
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

function* listOccurrences(
  segments: readonly (readonly Segment[])[],
  maxTokens: number,
  rules: LanguageRules,
): Generator<Occurrence> {
  for (const [row, ofText] of segments.entries()) {
    for (const segment of ofText) {
      const { tokens, words, parts } = segment;
      for (let start = 0; start < words.length; start++) {
        if (!words[start]!.begins) continue;
        const last = Math.min(start + maxTokens, words.length);
        let length = -1;
        for (let end = start; end < last && isInside(words, end, rules); end++) {
          length += 1 + tokens[end]!.length;
          if (length > LONGEST_PHRASE) break;
          if (!words[end]!.ends || (end === start && words[end]!.isStop)) continue;
          const own = parts.slice(start, end + 1).flat();
          const key = own.join("");
          if (key.length < SHORTEST_PHRASE) continue;
          yield { key, parts: own, row, segment, start, end };
        }
      }
    }
  }
}

function isInside(words: readonly PhraseWord[], place: number, rules: LanguageRules): boolean {
  return words[place]!.isInside || rules.mayLink(words[place]!.lower, words[place - 1]?.lower ?? "");
}

function tallyOccurrence(
  tallies: Map<string, Tally>,
  { key, parts, row, segment, start, end }: Occurrence,
  rules: LanguageRules,
): void {
  const { tokens, words } = segment;
  let tally = tallies.get(key);
  if (!tally) {
    tally = {
      parts,
      hasStopWord: words.slice(start, end + 1).some(({ isStop }) => isStop),
      spellings: new Map(),
      documents: [],
      count: 0,
      before: { open: 0, words: new Map() },
      after: { open: 0, words: new Map() },
      lastWord: words[end]!.lower,
    };
    tallies.set(key, tally);
  }
  const written = rules.joinTokens(tokens.slice(start, end + 1));
  const spelling = tally.spellings.get(written) ?? { written, count: 0, atEnd: 0 };
  tally.spellings.set(written, spelling);
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
