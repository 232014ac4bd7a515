import { createRandom, sampleIndices } from "../random.ts";
import { findAcronyms } from "./acronyms.ts";
import { findCorpusStopWords } from "./corpus-stop-words.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { countTokens } from "./phrase-keys.ts";
import { extractPhraseLists, type Phrase } from "./phrases.ts";
import { recountPhrases } from "./recount-phrases.ts";
import { pickTexts, readTokens, type TokenPlaces } from "./token-places.ts";

/** How the phrases of a whole corpus are made; see the settings of these names. */
export type CorpusPhraseOptions = { maxTermWords: number; maxWordShare: number; rules: LanguageRules };

type Held = { texts: readonly string[]; options: CorpusPhraseOptions; phrases: readonly Phrase[] };

/** The fewest papers that a phrase is taken from where papers are explained by it. */
const LEAST_DOCUMENTS = 2;

/** Texts that phrases are taken from at most: of more texts, a sample says what is a phrase, and each phrase is then looked for in all. */
const MOST_TEXTS = 10_000;

let held: Held | null = null;

/**
 * Returns the phrases of a corpus of at least `minDocuments` texts, two or more; `words` are those of the texts. Those of two are made with them, at hardly any cost, and held until takeCorpusPhrases asks for them.
 */
export function shareCorpusPhrases(
  texts: readonly string[],
  minDocuments: number,
  options: CorpusPhraseOptions,
  words: TokenPlaces = readTokens(texts, options.rules),
): readonly Phrase[] {
  const least = [...new Set([LEAST_DOCUMENTS, minDocuments])];
  const lists = extractLists(texts, least, options, words);
  held = { texts, options, phrases: lists[0]! };
  return lists.at(-1)!;
}

/** Returns the phrases of a corpus of at least two texts: those that are held if they were made of the same, else made anew. None is held after. */
export function takeCorpusPhrases(texts: readonly string[], options: CorpusPhraseOptions): readonly Phrase[] {
  const last = held;
  held = null;
  if (last && isSame(last, texts, options)) return last.phrases;
  return extractLists(texts, [LEAST_DOCUMENTS], options, readTokens(texts, options.rules))[0]!;
}

function extractLists(
  texts: readonly string[],
  minDocuments: readonly number[],
  options: CorpusPhraseOptions,
  words: TokenPlaces,
): Phrase[][] {
  if (texts.length <= MOST_TEXTS) return extractFromAll(texts, minDocuments, options, words);
  const rows = sampleIndices(createRandom(1, "texts of phrases"), texts.length, MOST_TEXTS);
  const sample = Array.from(rows, (row) => texts[row]!);
  const lists = extractFromAll(sample, minDocuments, options, pickTexts(words, rows));
  return recountPhrases(lists, words, countTokens(options.maxTermWords, options.rules), options.rules);
}

function extractFromAll(
  texts: readonly string[],
  minDocuments: readonly number[],
  { maxTermWords: maxWords, maxWordShare, rules }: CorpusPhraseOptions,
  words: TokenPlaces,
): Phrase[][] {
  const stopWords = findCorpusStopWords(words, maxWordShare, rules);
  const acronyms = findAcronyms(texts, rules);
  return extractPhraseLists(texts, { maxWords, minDocuments, stopWords, acronyms, rules }, words);
}

function isSame({ texts, options }: Held, others: readonly string[], wanted: CorpusPhraseOptions): boolean {
  return (
    options.maxTermWords === wanted.maxTermWords &&
    options.maxWordShare === wanted.maxWordShare &&
    options.rules === wanted.rules &&
    texts.length === others.length &&
    texts.every((text, row) => text === others[row])
  );
}
