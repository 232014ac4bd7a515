import { ENGLISH } from "./languages/english.ts";
import type { LanguageRules } from "./languages/language-rules.ts";

/** Returns the key under which all spellings of a phrase are counted: its normalised words run together. */
export function keyOfPhrase(phrase: string, rules: LanguageRules = ENGLISH): string {
  return normalizeParts(phrase.split(/\s+/), rules).join("");
}

/** Returns how many tokens a phrase of so many words may have. */
export function countTokens(words: number, { tokensPerWord }: LanguageRules): number {
  return Math.ceil(words * tokensPerWord);
}

/** Returns the normalised words of tokens; one with hyphens gives several. */
export function normalizeParts(tokens: readonly string[], rules: LanguageRules = ENGLISH): string[] {
  return tokens.flatMap((token) => token.toLowerCase().split("-")).map(rules.normalizeWord);
}
