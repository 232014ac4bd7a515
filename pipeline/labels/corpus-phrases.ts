import { findAcronyms } from "../text/acronyms.ts";
import { findCorpusStopWords } from "../text/corpus-stop-words.ts";
import { ENGLISH } from "../text/languages/english.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { locatePhrases } from "../text/locate-phrases.ts";
import { keyOfPhrase } from "../text/phrase-keys.ts";
import { extractPhrases, type Phrase } from "../text/phrases.ts";

/** The phrases of a corpus. */
export type CorpusPhrases = {
  phrases: readonly Phrase[];
  /** The rows of the papers that have a phrase in the title, by its key. */
  inTitles: ReadonlyMap<string, ReadonlySet<number>>;
  /** The rows of the papers with a first word of a longer phrase, by the key of the word. */
  modifiers: ReadonlyMap<string, ReadonlySet<number>>;
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
  const phrases = extractPhrases(texts, {
    maxWords: maxTermWords,
    minDocuments: leastDocuments(papers.length),
    stopWords: findCorpusStopWords(texts, maxWordShare, rules),
    acronyms: findAcronyms(texts, rules),
    rules,
  });
  const keyOf = new Map(phrases.flatMap(({ key, forms }) => forms.map((form) => [form, key] as const)));
  const inTitles = new Map<string, Set<number>>();
  papers.forEach(({ title }, row) => {
    for (const { key: form } of locatePhrases(title, (key) => keyOf.has(key), maxTermWords, rules)) {
      const key = keyOf.get(form)!;
      inTitles.set(key, (inTitles.get(key) ?? new Set()).add(row));
    }
  });
  return { phrases, inTitles, modifiers: findModifiers(phrases, texts, rules), rules };
}

function leastDocuments(papers: number): number {
  return papers < MANY_PAPERS ? 2 : papers < VERY_MANY_PAPERS ? 3 : 4;
}

/** Returns the key of the first word of a phrase: "multilingual" of "multilingual models". */
export function modifierOf({ surface }: Pick<Phrase, "surface">, rules: LanguageRules = ENGLISH): string {
  return keyOfPhrase(rules.splitTokens(surface)[0]!, rules);
}

function findModifiers(
  phrases: readonly Phrase[],
  texts: readonly string[],
  rules: LanguageRules,
): Map<string, Set<number>> {
  const found = new Map(
    phrases.filter(({ words }) => words > 1).map((phrase) => [modifierOf(phrase, rules), new Set<number>()]),
  );
  const keys = new Map<string, string>();
  texts.forEach((text, row) => {
    for (const token of rules.splitTokens(text)) {
      let key = keys.get(token);
      if (key === undefined) {
        key = keyOfPhrase(token, rules);
        keys.set(token, key);
      }
      found.get(key)?.add(row);
    }
  });
  return found;
}
