import { type Acronyms, findAcronyms } from "./acronyms.ts";
import { compareCodeUnits } from "./compare-code-units.ts";
import { ENGLISH } from "./languages/english.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { isWholeOnSide } from "./neighbors.ts";
import { countTokens, keyOfPhrase } from "./phrase-keys.ts";
import { readMeanings } from "./phrase-meanings.ts";
import { chooseSpelling, readUsage, type Usage } from "./phrase-spelling.ts";
import { isEven, type Tally, tallyKeys } from "./phrase-tallies.ts";
import { readPhraseWords } from "./phrase-words.ts";
import { readTokens, type TokenPlaces } from "./token-places.ts";
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

const LEAST_OPEN_AFTER = 0.35;
const LEAST_OPEN_BEFORE = 0.3;
const LEAST_STEM_LENGTH = 5;
/**
 * Returns the phrases of up to `maxWords` words that could head a topic, in order of key: runs of content words, with "of" inside, of at least `minDocuments` documents and at most 120 characters. They
 * neither begin nor end with an empty word or a verb, and are whole: "language processing" inside "natural language processing" is not.
 */
export function extractPhrases(texts: readonly string[], options: PhraseOptions): Phrase[] {
  return extractPhraseLists(texts, { ...options, minDocuments: [options.minDocuments] })[0]!;
}

/** Returns what extractPhrases returns for each of the least numbers of documents, at little more than the cost of the first. `words` are those of the texts. */
export function extractPhraseLists(
  texts: readonly string[],
  options: PhraseListOptions,
  words: TokenPlaces = readTokens(texts, options.rules ?? ENGLISH),
): Phrase[][] {
  const { minDocuments, stopWords, rules = ENGLISH, acronyms = findAcronyms(texts, rules) } = options;
  const phraseWords = readPhraseWords(words, { stopWords, minDocuments: minDocuments[0]! }, acronyms, rules);
  const usage = readUsage(words, rules);
  const read = readMeanings(words, phraseWords, acronyms);
  const counts = tallyKeys(read, countTokens(options.maxWords, rules), minDocuments, rules);
  const made = new Map<Tally, Phrase>();
  for (const { key, tallies } of counts) {
    for (const tally of tallies)
      if (tally && isWhole(tally, rules)) made.set(tally, toPhrase(key, tally, usage, rules));
  }
  return minDocuments.map((least, list) =>
    counts
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
  const surface = chooseSpelling(spellings, key, usage, rules);
  const words = rules.splitTokens(surface).length;
  return {
    key,
    surface,
    parts,
    words,
    head: parts.at(-1)!,
    forms: [...new Set(spellings.map(({ written }) => keyOfPhrase(written, rules)))].sort(),
    isGeneral: words === 1 && rules.isGeneralNoun(surface.toLowerCase()),
    hasStopWord,
    documents,
  };
}
