import { ENGLISH } from "./languages/english.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { normalizeParts } from "./phrase-keys.ts";

const LEAST_STEM_LENGTH = 5;

/**
 * Returns the stop words of a corpus, normalised: words in more than `share` of the texts. They are what all of it is about, so that they
 * set no topic apart by themselves.
 */
export function findCorpusStopWords(
  texts: readonly string[],
  share: number,
  rules: LanguageRules = ENGLISH,
): Set<string> {
  const documentCounts = new Map<string, number>();
  const partsOf = new Map<string, string[]>();
  for (const text of texts) {
    const words = new Set<string>();
    for (const token of rules.splitTokens(text)) {
      let parts = partsOf.get(token);
      if (!parts) {
        parts = normalizeParts([token], rules);
        partsOf.set(token, parts);
      }
      for (const part of parts) words.add(part);
    }
    for (const word of words) documentCounts.set(word, (documentCounts.get(word) ?? 0) + 1);
  }
  return new Set([...documentCounts].filter(([, count]) => count > share * texts.length).map(([word]) => word));
}

/** Returns a function that says whether a lower-case word is a stop word, also in a derived form: "layered" and "layerwise" contain "layer". */
export function matchStopWords(
  stopWords: ReadonlySet<string>,
  rules: LanguageRules = ENGLISH,
): (word: string) => boolean {
  if (stopWords.size === 0) return () => false;
  const stems = [...stopWords].filter((stopWord) => stopWord.length >= LEAST_STEM_LENGTH);
  const known = new Map<string, boolean>();
  return (word) => {
    let isStop = known.get(word);
    if (isStop === undefined) {
      isStop = normalizeParts([word], rules).some(
        (part) => stopWords.has(part) || stems.some((stem) => part.startsWith(stem)),
      );
      known.set(word, isStop);
    }
    return isStop;
  };
}
