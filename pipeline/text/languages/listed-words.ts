import { LONGEST_WORD } from "../words.ts";
import type { WordRules } from "./language-rules.ts";
import { isLinkingWord } from "./linking-words.ts";
import { listStopWords } from "./stop-lists.ts";
import { beginsUnspaced } from "./tokenizer.ts";

const NAMES_WITH_DIGITS = new Set(["2d", "3d", "4d", "5g", "6g"]);
const ROMAN_NUMERAL = /^[ivx]{2,}$/;

/**
 * Returns the rules of a language of which no more is known than its function words: those of its list, and those that are given. A phrase neither begins nor ends with one. Nothing is
 * known of its verbs, adjectives and plurals.
 */
export function buildListedWords(language: string, others: ReadonlySet<string> = new Set()): WordRules {
  const listed = listStopWords(language);
  const isFunctionWord = (word: string) => {
    const bare = straighten(word).replace(/'$/, "");
    return listed.has(bare) || listed.has(straighten(word)) || others.has(word);
  };
  return {
    isFunctionWord,
    isEmptyWord: isFunctionWord,
    mayBegin: (word) => !isFunctionWord(word),
    mayEnd: (word) => !isFunctionWord(word),
    mayStandInside: (word) => !isFunctionWord(word) && isShapedAsTerm(word),
    mayLink: (word, before) => isLinkingWord(language, straighten(word), straighten(before)),
    isGeneralNoun: () => false,
    isVerbSign: () => false,
    normalizeWord: straighten,
    isPlural: () => false,
  };
}

/** Whether a word is neither a lone letter, an ideograph apart, nor too long, nor a number. */
function isShapedAsTerm(word: string): boolean {
  if ((word.length < 2 && !beginsUnspaced(word)) || word.length > LONGEST_WORD || ROMAN_NUMERAL.test(word))
    return false;
  return !/\p{N}/u.test(word) || NAMES_WITH_DIGITS.has(word);
}

function straighten(word: string): string {
  return word.replaceAll("’", "'");
}
