import { ENGLISH } from "./languages/english.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { normalizeParts } from "./phrase-keys.ts";

/** In how many texts a word is, and the last of them. */
type Count = { texts: number; lastRow: number };

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
  const counts = new Map<string, Count>();
  const countsOf = new Map<string, Count[]>();
  texts.forEach((text, row) => {
    for (const token of rules.splitTokens(text)) {
      let own = countsOf.get(token);
      if (!own) {
        own = normalizeParts([token], rules).map((part) => findCount(counts, part));
        countsOf.set(token, own);
      }
      for (const count of own) {
        if (count.lastRow !== row) count.texts++;
        count.lastRow = row;
      }
    }
  });
  return new Set([...counts].filter(([, count]) => count.texts > share * texts.length).map(([word]) => word));
}

function findCount(counts: Map<string, Count>, word: string): Count {
  const count = counts.get(word) ?? { texts: 0, lastRow: -1 };
  counts.set(word, count);
  return count;
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
