import { ENGLISH } from "./languages/english.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { LONGEST_WORD } from "./words.ts";

/** Returns the words of a text, in order, that are no function words and longer than one character. */
export function listContentWords(text: string, rules: LanguageRules = ENGLISH): string[] {
  return rules
    .splitTokens(text.toLowerCase())
    .filter((word) => word.length > 1 && word.length <= LONGEST_WORD && !rules.isFunctionWord(word));
}

/** Returns the words of a text that are no function words and longer than one character, and the pairs of words left side by side. */
export function listWordsAndPairs(text: string, rules: LanguageRules = ENGLISH): string[] {
  const words = listContentWords(text, rules);
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`);
  return [...words, ...pairs];
}
