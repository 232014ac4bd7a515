import { normalizeWord } from "./word-forms.ts";

/** Returns the words of each stretch between punctuation, as written. A hyphen inside a word is part of it. */
export function splitSegments(text: string): string[][] {
  return text
    .split(/[^\p{L}\p{N}\s'’-]+|\s[-–—]+\s/u)
    .map((segment) => segment.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [])
    .filter((tokens) => tokens.length > 0);
}

/** Returns the key under which all spellings of a phrase are counted: its normalised words run together. */
export function keyOfPhrase(phrase: string): string {
  return normalizeParts(phrase.split(/\s+/)).join("");
}

/** Returns the normalised words of tokens; one with hyphens gives several. */
export function normalizeParts(tokens: readonly string[]): string[] {
  return tokens.flatMap((token) => token.toLowerCase().split("-")).map(normalizeWord);
}
