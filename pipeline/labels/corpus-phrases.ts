import { findAcronyms } from "../text/acronyms.ts";
import { findCorpusStopWords } from "../text/corpus-stop-words.ts";
import { locatePhrases } from "../text/locate-phrases.ts";
import { keyOfPhrase } from "../text/phrase-keys.ts";
import { extractPhrases, type Phrase } from "../text/phrases.ts";
import { splitTokens } from "../text/words.ts";

/** The phrases of a corpus. */
export type CorpusPhrases = {
  phrases: readonly Phrase[];
  /** The rows of the papers that have a phrase in the title, by its key. */
  inTitles: ReadonlyMap<string, ReadonlySet<number>>;
  /** The rows of the papers with a first word of a longer phrase, by the key of the word. */
  modifiers: ReadonlyMap<string, ReadonlySet<number>>;
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
): CorpusPhrases {
  const texts = papers.map(({ text }) => text);
  const phrases = extractPhrases(texts, {
    maxWords: maxTermWords,
    minDocuments: leastDocuments(papers.length),
    stopWords: findCorpusStopWords(texts, maxWordShare),
    acronyms: findAcronyms(texts),
  });
  const keyOf = new Map(phrases.flatMap(({ key, forms }) => forms.map((form) => [form, key] as const)));
  const inTitles = new Map<string, Set<number>>();
  papers.forEach(({ title }, row) => {
    for (const { key: form } of locatePhrases(title, (key) => keyOf.has(key), maxTermWords)) {
      const key = keyOf.get(form)!;
      inTitles.set(key, (inTitles.get(key) ?? new Set()).add(row));
    }
  });
  return { phrases, inTitles, modifiers: findModifiers(phrases, texts) };
}

function leastDocuments(papers: number): number {
  return papers < MANY_PAPERS ? 2 : papers < VERY_MANY_PAPERS ? 3 : 4;
}

/** Returns the key of the first word of a phrase: "multilingual" of "multilingual models". */
export function modifierOf({ surface }: Pick<Phrase, "surface">): string {
  return keyOfPhrase(surface.split(" ")[0]!);
}

function findModifiers(phrases: readonly Phrase[], texts: readonly string[]): Map<string, Set<number>> {
  const found = new Map(
    phrases.filter(({ words }) => words > 1).map((phrase) => [modifierOf(phrase), new Set<number>()]),
  );
  const keys = new Map<string, string>();
  texts.forEach((text, row) => {
    for (const token of splitTokens(text)) {
      let key = keys.get(token);
      if (key === undefined) {
        key = keyOfPhrase(token);
        keys.set(token, key);
      }
      found.get(key)?.add(row);
    }
  });
  return found;
}
