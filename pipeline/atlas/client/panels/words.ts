/** A word of a text: folded, and where it stands in the text, in UTF-16 units, the end exclusive. */
export type Word = { word: string; start: number; end: number };

/** An ideograph is a word of its own: those scripts put no spaces between words. */
const WORD = /\p{Ideographic}|(?:(?!\p{Ideographic})[\p{L}\p{N}\p{M}])+/gu;

/** Returns the words of a text in their order. */
export function splitWords(text: string): Word[] {
  return Array.from(text.matchAll(WORD), ({ 0: written, index }) => ({
    word: foldWord(written),
    start: index,
    end: index + written.length,
  })).filter(({ word }) => word !== "");
}

/** Returns a word without case, accents and other marks: "Naïve" and "naive" are one. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  return /^[\u0000-\u007f]*$/.test(lower) ? lower : lower.normalize("NFKD").replace(/\p{M}/gu, "");
}

/** A stretch of a text, in UTF-16 units, the end exclusive. */
export type Stretch = { start: number; end: number };

/** Returns where words of a text begin with one of the folded `prefixes`. */
export function findPrefixes(text: string, prefixes: readonly string[]): Stretch[] {
  if (prefixes.length === 0) return [];
  return splitWords(text).filter(({ word }) => prefixes.some((prefix) => word.startsWith(prefix)));
}
