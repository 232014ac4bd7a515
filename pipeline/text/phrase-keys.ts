import { normalizeWord } from "./word-forms.ts";

/** Returns the key under which all spellings of a phrase are counted: its normalised words run together. */
export function keyOfPhrase(phrase: string): string {
  return normalizeParts(phrase.split(/\s+/)).join("");
}

/** Returns the normalised words of tokens; one with hyphens gives several. */
export function normalizeParts(tokens: readonly string[]): string[] {
  return tokens.flatMap((token) => token.toLowerCase().split("-")).map(normalizeWord);
}
