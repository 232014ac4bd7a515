import { LONGEST_WORD } from "../words.ts";
import type { WordRules } from "./language-rules.ts";
import { isLinkingWord } from "./linking-words.ts";
import { foldPlural } from "./plural-folding.ts";
import { listAbstractWords, listStopWords } from "./stop-lists.ts";
import { beginsUnspaced } from "./tokenizer.ts";

const NAMES_WITH_DIGITS = new Set(["2d", "3d", "4d", "5g", "6g"]);
/** A number that can be part of a name, as in "diabetes tipo 2". */
const NUMBER = /^\d{1,2}$/;
/** What an ideograph means at the end of a word: "-ness", "-er", "rate". It may end a phrase, and never begins one. */
const SUFFIXES = new Set([..."性者率度量法式型器化的层層力系"]);
/** Japanese verbs and particles end in hiragana, as hardly a term does. */
const INFLECTED = /\p{Script=Hiragana}$/u;
const ROMAN_NUMERAL = /^[ivx]{2,}$/;

/**
 * Returns the rules of a language of which no more is known than its function words: those of its list, and those that are given. A phrase neither begins nor ends with one. Little is
 * known of its verbs, adjectives and plurals.
 */
export function buildListedWords(language: string, others: ReadonlySet<string> = new Set()): WordRules {
  const listed = listStopWords(language);
  const isFunctionWord = (word: string) => {
    const bare = straighten(word).replace(/'$/, "");
    return listed.has(bare) || listed.has(straighten(word)) || others.has(word);
  };
  const abstractWords = listAbstractWords(language);
  const isEmptyWord = (word: string) => isFunctionWord(word) || abstractWords.has(word);
  const isEdge = (word: string) => !isEmptyWord(word) && !(language === "ja" && INFLECTED.test(word));
  return {
    isFunctionWord,
    isEmptyWord,
    mayBegin: (word) => isEdge(word) && !NUMBER.test(word) && !SUFFIXES.has(word),
    mayEnd: isEdge,
    mayStandInside: (word) => !isFunctionWord(word) && isShapedAsTerm(word),
    mayLink: (word, before) => isLinkingWord(language, straighten(word), straighten(before)),
    isGeneralNoun: () => false,
    isVerbSign: () => false,
    normalizeWord: (word) => foldPlural(language, straighten(word)),
    isPlural: () => false,
  };
}

/** Whether a word is neither a lone letter, an ideograph apart, nor too long, nor a number. */
function isShapedAsTerm(word: string): boolean {
  if (
    (word.length < 2 && !beginsUnspaced(word) && !NUMBER.test(word)) ||
    word.length > LONGEST_WORD ||
    ROMAN_NUMERAL.test(word)
  )
    return false;
  return !/\p{N}/u.test(word) || NUMBER.test(word) || NAMES_WITH_DIGITS.has(word);
}

function straighten(word: string): string {
  return word.replaceAll("’", "'");
}
