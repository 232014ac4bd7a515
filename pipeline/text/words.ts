import functionWords from "./function-words.json" with { type: "json" };

/** A word as written; `start` is its place in UTF-16 code units; `followsBreak` tells whether punctuation parts it from the one before. */
export type LocatedToken = { token: string; start: number; followsBreak: boolean };

/** Characters of the longest word that can be a term or part of a phrase. What is longer is no word of a language. */
export const LONGEST_WORD = 60;

const FUNCTION_WORDS = new Set(functionWords);
const SPACE = 0x20;
const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
const BREAK = /[^\p{L}\p{N}\s'’-]+|\s[-–—]+\s/u;

/** Returns the words of a text as written: runs of letters and digits, joined by inner hyphens or apostrophes. */
export function splitTokens(text: string): string[] {
  return text.match(WORD) ?? [];
}

/** Returns the words of each stretch between punctuation, as written; a dash between spaces is punctuation. Every stretch has a word. */
export function splitSegments(text: string): string[][] {
  return text
    .split(BREAK)
    .map(splitTokens)
    .filter((tokens) => tokens.length > 0);
}

/** Returns the words of a text with their places: the same words as splitTokens, parted in the same places as by splitSegments. */
export function locateTokens(text: string): LocatedToken[] {
  let last = 0;
  return [...text.matchAll(WORD)].map(({ 0: token, index: start }) => {
    const followsBreak = !isOneSpace(text, last, start) && BREAK.test(text.slice(last, start));
    last = start + token.length;
    return { token, start, followsBreak };
  });
}

function isOneSpace(text: string, from: number, to: number): boolean {
  return to === from + 1 && text.charCodeAt(from) === SPACE;
}

/** Returns the words of a text in lower case. */
export function splitWords(text: string): string[] {
  return splitTokens(text.toLowerCase());
}

/** Returns whether a lower-case word is one that only holds sentences together, such as "the" or "because". */
export function isFunctionWord(word: string): boolean {
  return FUNCTION_WORDS.has(word);
}
