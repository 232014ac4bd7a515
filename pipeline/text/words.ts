import english from "./english-words.json" with { type: "json" };

const FUNCTION_WORDS = new Set(english.function_words);

/** Returns the words of a text as written: runs of letters and digits, joined by inner hyphens or apostrophes. */
export function splitTokens(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
}

/** Returns the words of a text in lower case. */
export function splitWords(text: string): string[] {
  return splitTokens(text.toLowerCase());
}

/** Returns whether a lower-case word is one that only holds sentences together, such as "the" or "because". */
export function isFunctionWord(word: string): boolean {
  return FUNCTION_WORDS.has(word);
}

/** Returns the words of a text that are no function words and longer than one character, and the pairs of words left side by side. */
export function listWordsAndPairs(text: string): string[] {
  const words = splitWords(text).filter((word) => word.length > 1 && !isFunctionWord(word));
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`);
  return [...words, ...pairs];
}
