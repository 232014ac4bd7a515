import type { LanguageRules } from "./languages/language-rules.ts";
import { normalizeParts } from "./phrase-keys.ts";
import { countTexts, type TokenPlaces } from "./token-places.ts";

/** The normalised words of texts, in how many texts each is, and the numbers of those that each token has. */
export type PartCounts = { parts: readonly string[]; texts: Int32Array; partsOf: readonly (readonly number[])[] };

/** Counts the texts with each normalised word; a token with hyphens has several. */
export function countParts(words: TokenPlaces, rules: LanguageRules): PartCounts {
  const numbers = new Map<string, number>();
  const partsOf = words.tokens.map((token) =>
    normalizeParts([token], rules).map((part) => {
      const number = numbers.get(part) ?? numbers.size;
      numbers.set(part, number);
      return number;
    }),
  );
  return { parts: [...numbers.keys()], texts: countTexts(words, partsOf, numbers.size), partsOf };
}
