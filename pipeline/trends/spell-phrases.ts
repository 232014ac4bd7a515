import { findCorpusStopWords } from "../text/corpus-stop-words.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { extractPhrases, type Phrase } from "../text/phrases.ts";
import { readTokens } from "../text/token-places.ts";
import type { TestedPhrase } from "./test-phrases.ts";

/** A phrase that was found to stand in more papers lately, as it is spelled. */
export type SpelledPhrase = TestedPhrase & Pick<Phrase, "surface" | "words">;

/** How phrases are made; see the settings of these names. */
export type PhraseSettings = { maxTermWords: number; maxWordShare: number };

/** Papers that a phrase may be spelled by. */
const FEWEST = 2;

/**
 * Returns those of the runs of words that are whole phrases and say something by themselves, in order, as the papers spell them that have one of them lately. What is cut off a longer phrase, as
 * "on-policy" off "on-policy distillation", is none. `listLatest` gives the rows of a phrase since its window began.
 */
export function spellPhrases(
  found: readonly TestedPhrase[],
  texts: readonly string[],
  listLatest: (phrase: TestedPhrase) => number[],
  { maxTermWords, maxWordShare }: PhraseSettings,
  rules: LanguageRules,
): SpelledPhrase[] {
  const rows = [...new Set(found.flatMap(listLatest))].sort((a, b) => a - b);
  const read = rows.map((row) => texts[row]!);
  const stopWords = findCorpusStopWords(readTokens(read, rules), maxWordShare, rules);
  const phrases = extractPhrases(read, { maxWords: maxTermWords, minDocuments: FEWEST, stopWords, rules });
  const byForm = new Map<string, Phrase>();
  for (const phrase of phrases) {
    for (const form of [phrase.key, ...phrase.forms]) if (!byForm.has(form)) byForm.set(form, phrase);
  }
  return found.flatMap((tested) => {
    const phrase = byForm.get(tested.key);
    if (!phrase || phrase.isGeneral || phrase.hasStopWord) return [];
    return [{ ...tested, surface: phrase.surface, words: phrase.words }];
  });
}

/**
 * Returns for each phrase the place of the surer one among them that says it already: one with a trend in most of the same latest papers; -1 for none. */
export function groupPhrases(
  phrases: readonly SpelledPhrase[],
  listLatest: (phrase: TestedPhrase) => number[],
): number[] {
  const leaders: { place: number; rows: Set<number> }[] = [];
  return phrases.map((phrase, place) => {
    const rows = listLatest(phrase);
    const leader = leaders.find((other) => rows.filter((row) => other.rows.has(row)).length > rows.length / 2);
    if (leader) return leader.place;
    if (phrase.isRaised) leaders.push({ place, rows: new Set(rows) });
    return -1;
  });
}
