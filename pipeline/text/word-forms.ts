import pluralize from "pluralize";
import english from "./english-words.json" with { type: "json" };
import { isFunctionWord, LONGEST_WORD } from "./words.ts";

for (const singular of ["bias", "cache", "lens", "gas", "dynamics", "physics", "basis", "chaos", "atlas"]) {
  pluralize.addSingularRule(new RegExp(`^${singular}(?:s|es)?$`), singular);
}

const EDGE_WORDS = new Set(english.edge_words);
const LEADING_GERUNDS = new Set(english.leading_gerunds);
const NOUNS_LIKE_ADJECTIVES = new Set(english.noun_exceptions);
/** Words of texts tagged in WordNet 3.1 (licence: wordnet-license.txt) that are no nouns there, or in less than a tenth of their uses. */
const NOT_NOUNS = new Set(english.not_nouns);
const GENERAL_NOUNS = new Set(english.general_nouns);
const VERB_SIGNS = new Set(english.verb_context);
const DETERMINERS = new Set(english.determiners);

const ADJECTIVE_ENDING = /(?:al|ive|ous|able|ible|ic|ful|ary|less|ed|ish)$/;
const VERB_ENDING = /(?:ize|ise|ify)$/;
const COMPOUND_ADJECTIVE = /-(?:aware|free|based|level|wise|specific|like|driven|agnostic)$/;
const NAMES_WITH_DIGITS = new Set(["2d", "3d", "4d", "5g", "6g"]);
const POSSESSIVE = /['’]s?$/;
const ROMAN_NUMERAL = /^[ivx]{2,}$/;
const BRITISH_ENDING = /(al|im|ar|er|en|an|on|or|nt)is(e|ed|es|er|ing|ation)$/;

/** Returns whether a word says nothing by itself at the edge of a phrase: "novel", "results", "significantly". */
export function isEmptyWord(word: string): boolean {
  return (
    isFunctionWord(word) ||
    EDGE_WORDS.has(word) ||
    (word.endsWith("ly") && word.length > 4 && !NOUNS_LIKE_ADJECTIVES.has(word))
  );
}

/** Returns whether a word may begin a heading. */
export function mayBegin(word: string): boolean {
  return !isEmptyWord(word) && !LEADING_GERUNDS.has(word) && !POSSESSIVE.test(word);
}

/** Returns whether a word may end a heading: no adjective or verb by its ending, nor one that WordNet knows but hardly ever as a noun. */
export function mayEnd(word: string): boolean {
  if (isEmptyWord(word) || COMPOUND_ADJECTIVE.test(word) || POSSESSIVE.test(word)) return false;
  if (NOUNS_LIKE_ADJECTIVES.has(word)) return true;
  if (baseForms(word).some((form) => NOT_NOUNS.has(form))) return false;
  return !ADJECTIVE_ENDING.test(word) && !VERB_ENDING.test(word);
}

/** The word, and what "relies" and "relying" come from. */
function baseForms(word: string): string[] {
  if (word.endsWith("s")) return [word, normalizeWord(word)];
  if (!word.endsWith("ing")) return [word];
  const stem = word.slice(0, -"ing".length);
  return [word, stem, `${stem}e`, ...(stem.at(-1) === stem.at(-2) ? [stem.slice(0, -1)] : [])];
}

/** Returns whether a word may stand anywhere in a heading: longer than a letter, no longer than words are, and no version number. */
export function mayStandInside(word: string): boolean {
  if (isFunctionWord(word) || word.length < 2 || word.length > LONGEST_WORD || ROMAN_NUMERAL.test(word)) return false;
  return !/\d/.test(word) || NAMES_WITH_DIGITS.has(word);
}

/** Returns whether a noun says little where it stands alone: "property", "gains". */
export function isGeneralNoun(word: string): boolean {
  return GENERAL_NOUNS.has(normalizeWord(word)) || GENERAL_NOUNS.has(word);
}

/** Returns whether the word before or after one shows that it is used as a verb: "to reduce", "reduces the". */
export function isVerbSign(neighbor: string, side: "before" | "after"): boolean {
  return side === "before" ? VERB_SIGNS.has(neighbor) : DETERMINERS.has(neighbor);
}

const normalized = new Map<string, string>();

/** Returns one spelling for the forms of a lower-case word: singular, -ize for -ise. */
export function normalizeWord(word: string): string {
  let form = normalized.get(word);
  if (form === undefined) {
    form = pluralize.singular(word).replace(BRITISH_ENDING, "$1iz$2");
    normalized.set(word, form);
  }
  return form;
}

/** Returns whether a lower-case word is the plural of another. */
export function isPlural(word: string): boolean {
  return normalizeWord(word) !== word && pluralize.isPlural(word);
}
