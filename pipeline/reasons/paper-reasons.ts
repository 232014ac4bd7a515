import { compareCodeUnits } from "../text/compare-code-units.ts";
import type { FormIndex } from "../text/form-index.ts";
import { ENGLISH } from "../text/languages/english.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { locatePhrases, type PhrasePlace } from "../text/locate-phrases.ts";
import { isPhraseInside } from "../text/phrases.ts";
import { countCodePoints, type Sentence, splitSentences } from "../text/sentences.ts";
import type { TyingPhrase } from "./phrase-association.ts";

/** A paper's title and abstract in one text, of which the abstract is the end. */
export type PaperText = { text: string; abstract: string };

/** A term of a paper with the place where it first stands in the text. */
export type TermReason = TyingPhrase & { place: PhrasePlace };

/** A sentence of an abstract, what it weighs, and the terms that it weighs by, the strongest first, 50 at most. */
export type SentenceReason = { sentence: Sentence; weight: number; terms: string[] };

/** What ties a paper to its topic, the strongest first. */
export type PaperReasons = { terms: TermReason[]; sentences: SentenceReason[] };

/** How many terms and sentences are wanted at most, and the words of the longest phrase. */
export type ReasonOptions = {
  terms: number;
  sentences: number;
  maxWords: number;
  rules?: LanguageRules;
  /** Has the forms of all phrases. */
  index?: FormIndex;
};

type FoundPhrase = { own: TyingPhrase; place: PhrasePlace };

const LEAST_TERM_WEIGHT = 0.1;
const LEAST_WORDS = 5;
const LEAST_PRECISION = 0.2;
const LEAST_PRECISION_WITH_STOP_WORD = 0.6;
/** A plain word alone is read as a reason only where so many papers of the topic, and so large a share of those that have it, speak for it. */
const LEAST_OF_WORD = [
  { inside: 3, precision: 0.4 },
  { inside: 6, precision: 0.25 },
] as const;
/** A name, such as vLLM, tells by itself. */
const PLAIN_WORD = /^\p{Ll}+$/u;
const MOST_SENTENCE_TERMS = 50;

/**
 * Returns what ties a paper to its topic: the strongest of its telling phrases, none inside another, and the heaviest sentences of its abstract, of five words or more, ties by
 * place. A sentence weighs the sum of the weights of its phrases over the square root of its words. `phrases` come the strongest first.
 */
export function findReasons(paper: PaperText, phrases: readonly TyingPhrase[], options: ReasonOptions): PaperReasons {
  const { rules = ENGLISH } = options;
  const phraseOf = new Map(phrases.flatMap((own) => own.phrase.forms.map((form) => [form, own] as const)));
  const found = locatePhrases(paper.text, (key) => phraseOf.has(key), options.maxWords, rules, options.index).map(
    (place) => ({
      own: phraseOf.get(place.key)!,
      place,
    }),
  );
  const sentences = splitAbstract(paper)
    .map((sentence) => ({ sentence, words: rules.splitTokens(sentence.text).length }))
    .filter(({ words }) => words >= LEAST_WORDS)
    .map(({ sentence, words }) => {
      const carried = listPhrasesInside(sentence, found);
      return { sentence, carried, weight: carried.reduce((sum, { weight }) => sum + weight, 0) / Math.sqrt(words) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.sentence.start - b.sentence.start)
    .slice(0, options.sentences)
    .map(({ sentence, carried, weight }) => ({
      sentence,
      weight,
      terms: dropNested(carried.filter(isTelling), MOST_SENTENCE_TERMS).map(({ phrase }) => phrase.surface),
    }));
  return { terms: chooseTerms(phrases, found, options.terms), sentences };
}

/** Returns the sentences of the abstract, placed in the whole text. */
export function splitAbstract({ text, abstract }: PaperText): Sentence[] {
  const before = countCodePoints(text) - countCodePoints(abstract);
  return splitSentences(abstract).map(({ start, end, text: sentence }) => ({
    start: before + start,
    end: before + end,
    text: sentence,
  }));
}

function chooseTerms(phrases: readonly TyingPhrase[], found: readonly FoundPhrase[], limit: number): TermReason[] {
  const firstPlaces = new Map<TyingPhrase, PhrasePlace>();
  for (const { own, place } of found) if (!firstPlaces.has(own)) firstPlaces.set(own, place);
  const placed = phrases.filter((own) => own.weight >= LEAST_TERM_WEIGHT && firstPlaces.has(own));
  return dropNested(placed.filter(isTelling), limit).map((own) => ({ ...own, place: firstPlaces.get(own)! }));
}

/** A word that says little by itself is no reason for a reader, nor is what nearly all other papers have as well. */
function isTelling({ phrase, inside, outside }: TyingPhrase): boolean {
  const precision = inside / (inside + outside);
  if (phrase.isGeneral || precision < (phrase.hasStopWord ? LEAST_PRECISION_WITH_STOP_WORD : LEAST_PRECISION)) {
    return false;
  }
  return (
    !PLAIN_WORD.test(phrase.surface) ||
    LEAST_OF_WORD.some((least) => inside >= least.inside && precision >= least.precision)
  );
}

function listPhrasesInside({ start, end }: Sentence, found: readonly FoundPhrase[]): TyingPhrase[] {
  const inside: TyingPhrase[] = [];
  for (let index = findFirst(found, start); index < found.length && found[index]!.place.start < end; index++) {
    if (found[index]!.place.end <= end) inside.push(found[index]!.own);
  }
  return [...new Set(inside)].sort((a, b) => b.weight - a.weight || compareCodeUnits(a.phrase.key, b.phrase.key));
}

/** Returns the index of the first phrase that starts at `start` or later; phrases come in order of their places. */
function findFirst(found: readonly FoundPhrase[], start: number): number {
  let low = 0;
  let high = found.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (found[middle]!.place.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Keeps the stronger of two phrases that stand one inside the other, `limit` at most; the phrases come the strongest first. */
function dropNested(phrases: readonly TyingPhrase[], limit: number): TyingPhrase[] {
  const kept: TyingPhrase[] = [];
  for (const own of phrases) {
    if (kept.length >= limit) break;
    const isNested = kept.some(
      ({ phrase }) => isPhraseInside(phrase, own.phrase) || isPhraseInside(own.phrase, phrase),
    );
    if (!isNested) kept.push(own);
  }
  return kept;
}
