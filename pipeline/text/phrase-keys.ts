import { ENGLISH } from "./languages/english.ts";
import type { LanguageRules } from "./languages/language-rules.ts";

/** Returns the key under which all spellings of a phrase are counted: its normalised words run together. */
export function keyOfPhrase(phrase: string, rules: LanguageRules = ENGLISH): string {
  return normalizeParts(phrase.split(/\s+/), rules).join("");
}

const keysOfTokens = new WeakMap<LanguageRules, Map<string, string>>();

/** Returns the key of one token, which has no white space. It is remembered: a corpus has few words and many uses of them. */
export function keyOfToken(token: string, rules: LanguageRules = ENGLISH): string {
  let keys = keysOfTokens.get(rules);
  if (!keys) {
    keys = new Map();
    keysOfTokens.set(rules, keys);
  }
  let key = keys.get(token);
  if (key === undefined) {
    key = normalizeParts([token], rules).join("");
    keys.set(token, key);
  }
  return key;
}

/** Returns how many tokens a phrase of so many words may have. */
export function countTokens(words: number, { tokensPerWord }: LanguageRules): number {
  return Math.ceil(words * tokensPerWord);
}

/** Returns the normalised words of tokens; one with hyphens gives several. */
export function normalizeParts(tokens: readonly string[], rules: LanguageRules = ENGLISH): string[] {
  return tokens.flatMap((token) => token.toLowerCase().split("-")).map(rules.normalizeWord);
}
