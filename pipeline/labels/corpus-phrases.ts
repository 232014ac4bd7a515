import { compareCodeUnits } from "../text/compare-code-units.ts";
import { FormIndex } from "../text/form-index.ts";
import { ENGLISH } from "../text/languages/english.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { locatePhrases } from "../text/locate-phrases.ts";
import { countTokens, keyOfPhrase, keyOfToken, normalizeParts } from "../text/phrase-keys.ts";
import type { Phrase } from "../text/phrases.ts";
import { shareCorpusPhrases } from "../text/shared-phrases.ts";
import { NO_TOKEN, readTokens, type TokenPlaces } from "../text/token-places.ts";

/** Rows of papers by the key of a phrase or word, each once. */
export type RowsByKey = ReadonlyMap<string, readonly number[]>;

/** The phrases of a corpus. */
export type CorpusPhrases = {
  phrases: readonly Phrase[];
  /** The rows of the papers that have a phrase in the title, by its key, ascending. */
  inTitles: RowsByKey;
  /** The rows of the papers with a first word of a longer phrase, by the key of the word, ascending. */
  modifiers: RowsByKey;
  /** The rules that the phrases were made by; those of English by default. */
  rules?: LanguageRules;
};

const MANY_PAPERS = 1000;
const VERY_MANY_PAPERS = 4000;

/**
 * Returns the phrases that papers could be named by: those of at least two papers, of three or four where there are very many. A title has every
 * phrase that is spelled out in it, whole there or not.
 */
export function collectPhrases(
  papers: readonly { title: string; text: string }[],
  { maxTermWords, maxWordShare }: { maxTermWords: number; maxWordShare: number },
  rules: LanguageRules = ENGLISH,
): CorpusPhrases {
  const texts = papers.map(({ text }) => text);
  const words = readTokens(texts, rules);
  const options = { maxTermWords, maxWordShare, rules };
  const phrases = shareCorpusPhrases(texts, leastDocuments(papers.length), options, words);
  const keyOf = new Map(phrases.flatMap(({ key, forms }) => forms.map((form) => [form, key] as const)));
  const inTitles = new Map<string, number[]>();
  const keys = [...keyOf.values()];
  const index = new FormIndex([...keyOf.keys()], rules);
  const titles = readTokens(
    papers.map(({ title }) => title),
    rules,
  );
  index.visitTexts(titles, countTokens(maxTermWords, rules), (form, row) => addRow(inTitles, keys[form]!, row));
  return { phrases, inTitles, modifiers: findModifiers(phrases, words, rules), rules };
}

/**
 * Returns the corpus with phrases, as spelled, that it has not: they may be in too few papers by now, or no longer whole. Those that are in no paper stay out.
 */
export function addPhrases(
  corpus: CorpusPhrases,
  spelled: readonly string[],
  papers: readonly { title: string; text: string }[],
  { maxTermWords }: { maxTermWords: number },
  rules: LanguageRules = ENGLISH,
): CorpusPhrases {
  const known = new Set(corpus.phrases.flatMap(({ forms }) => forms));
  const missing = new Map(
    spelled.map((surface) => [keyOfPhrase(surface, rules), surface] as const).filter(([key]) => !known.has(key)),
  );
  if (missing.size === 0) return corpus;
  const locate = (read: (paper: { title: string; text: string }) => string) => {
    const rows = new Map<string, number[]>();
    papers.forEach((paper, row) => {
      for (const { key } of locatePhrases(read(paper), (form) => missing.has(form), maxTermWords, rules)) {
        addRow(rows, key, row);
      }
    });
    return rows;
  };
  const found = locate(({ text }) => text);
  const added = [...found].map(([key, rows]): Phrase => {
    const surface = missing.get(key)!;
    const parts = normalizeParts(rules.splitTokens(surface), rules);
    const words = rules.splitTokens(surface).length;
    const isGeneral = words === 1 && rules.isGeneralNoun(surface.toLowerCase());
    return {
      key,
      surface,
      parts,
      words,
      head: parts.at(-1)!,
      forms: [key],
      isGeneral,
      hasStopWord: false,
      documents: rows,
    };
  });
  const phrases = [...corpus.phrases, ...added].sort((a, b) => compareCodeUnits(a.key, b.key));
  const modifiers = new Map(corpus.modifiers);
  for (const phrase of added) {
    const first = modifierOf(phrase, rules);
    if (!modifiers.has(first)) modifiers.set(first, phrase.documents);
  }
  return { ...corpus, phrases, inTitles: new Map([...corpus.inTitles, ...locate(({ title }) => title)]), modifiers };
}

function leastDocuments(papers: number): number {
  return papers < MANY_PAPERS ? 2 : papers < VERY_MANY_PAPERS ? 3 : 4;
}

/** Returns the key of the first word of a phrase: "multilingual" of "multilingual models". */
export function modifierOf({ surface }: Pick<Phrase, "surface">, rules: LanguageRules = ENGLISH): string {
  return keyOfToken(rules.splitTokens(surface)[0]!, rules);
}

function findModifiers(
  phrases: readonly Phrase[],
  { tokens, places, starts }: TokenPlaces,
  rules: LanguageRules,
): RowsByKey {
  const found = new Map<string, number[]>();
  for (const phrase of phrases) if (phrase.words > 1) found.set(modifierOf(phrase, rules), []);
  const foundBy = tokens.map((token) => found.get(keyOfToken(token, rules)) ?? null);
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let place = starts[row]!; place < starts[row + 1]!; place++) {
      const rows = places[place] === NO_TOKEN ? null : foundBy[places[place]!]!;
      if (rows && rows.at(-1) !== row) rows.push(row);
    }
  }
  return found;
}

/** Rows must come in ascending order. */
function addRow(rows: Map<string, number[]>, key: string, row: number): void {
  const own = rows.get(key);
  if (!own) rows.set(key, [row]);
  else if (own.at(-1) !== row) own.push(row);
}
