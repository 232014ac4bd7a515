import { ENGLISH } from "./languages/english.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { countParts } from "./part-counts.ts";
import { normalizeParts } from "./phrase-keys.ts";
import type { TokenPlaces } from "./token-places.ts";

const LEAST_STEM_LENGTH = 5;

/**
 * Returns the stop words of a corpus, normalised: words in more than `share` of the texts. They are what all of it is about, so that they
 * set no topic apart by themselves.
 */
export function findCorpusStopWords(words: TokenPlaces, share: number, rules: LanguageRules = ENGLISH): Set<string> {
  const { parts, texts } = countParts(words, rules);
  const all = words.starts.length - 1;
  return new Set(parts.filter((_, part) => texts[part]! > share * all));
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
