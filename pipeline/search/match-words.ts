import { foldSpelling } from "./fold-spelling.ts";

/** A word of a text: folded, and where it stands in the text, in UTF-16 units, the end exclusive. */
export type FoldedWord = { word: string; start: number; end: number };

/** An ideograph is a word of its own: those scripts put no spaces between words. */
const WORD = /\p{Ideographic}|(?:(?!\p{Ideographic})[\p{L}\p{N}\p{M}])+/gu;

/** Returns the words of a text in their order. */
export function foldWords(text: string): FoldedWord[] {
  return Array.from(text.matchAll(WORD), ({ 0: written, index }) => ({
    word: foldWord(written),
    start: index,
    end: index + written.length,
  })).filter(({ word }) => word !== "");
}

const ASCII = /^[\u0000-\u007f]*$/;

/** Returns the words of `foldWords` alone: for an index of many texts, which needs no places. */
export function listWords(text: string): readonly string[] {
  if (ASCII.test(text)) return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return foldWords(text).map(({ word }) => word);
}

/** Returns a word without case, accents and other marks: "Naïve" and "naive" are one. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  return ASCII.test(lower) ? lower : lower.normalize("NFKD").replace(/\p{M}/gu, "");
}

/**
 * Returns one form of a folded word for singular and plural, to compare by: the "S stemmer" of Harman (1991), and "classes" as "class". Words of up to
 * three letters stay.
 */
export function foldNumber(word: string): string {
  if (word.length < 4 || !word.endsWith("s")) return word;
  if (/[^ae]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (word.endsWith("sses")) return word.slice(0, -2);
  return /[us]s$/.test(word) ? word : word.slice(0, -1);
}

/** Returns one form of a folded word for singular and plural, British and American, to compare by. */
export function foldForm(word: string): string {
  return foldSpelling(foldNumber(word));
}

/** A stretch of a text, in UTF-16 units, the end exclusive. */
export type TextMatch = { start: number; end: number };

/** Returns where words of a text begin with one of the folded `prefixes`, or are one in singular or plural. */
export function findPrefixes(text: string, prefixes: readonly string[]): TextMatch[] {
  if (prefixes.length === 0) return [];
  const forms = new Set(prefixes.map(foldNumber));
  return foldWords(text).filter(
    ({ word }) => prefixes.some((prefix) => word.startsWith(prefix)) || forms.has(foldNumber(word)),
  );
}

/** Returns where words of a text are one of the folded `words`, in any number and spelling. */
export function findForms(text: string, words: readonly string[]): TextMatch[] {
  const forms = new Set(words.map(foldForm));
  return forms.size === 0 ? [] : foldWords(text).filter(({ word }) => forms.has(foldForm(word)));
}

/** Returns where the words of `phrase` follow each other in a text, the last one in any form that begins so; else where they stand alone. */
export function findPhrase(text: string, phrase: string): TextMatch[] {
  const sought = foldWords(phrase).map(({ word }) => word);
  const words = foldWords(text);
  const fits = (place: number) => sought.every((word, offset) => words[place + offset]?.word.startsWith(word));
  const whole = words.flatMap(({ start }, place) =>
    sought.length > 0 && fits(place) ? [{ start, end: words[place + sought.length - 1]!.end }] : [],
  );
  return whole.length > 0 ? whole : findPrefixes(text, sought);
}
