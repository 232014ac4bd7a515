import { ENGLISH } from "./languages/english.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { LONGEST_WORD } from "./words.ts";

/** Returns the words of a text that are no function words and longer than one character, and the pairs of words left side by side. */
export function listWordsAndPairs(text: string, rules: LanguageRules = ENGLISH): string[] {
  const words = rules
    .splitTokens(text.toLowerCase())
    .filter((word) => word.length > 1 && word.length <= LONGEST_WORD && !rules.isFunctionWord(word));
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`);
  return [...words, ...pairs];
}
