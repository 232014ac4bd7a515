import type { FieldsOf } from "../input/record.ts";
import { cutAtWord } from "../text/cut-text.ts";
import { buildTokenizer, isUnspaced } from "../text/languages/tokenizer.ts";

/** A row of the table papers. */
export type PaperRow = {
  paper_id: string;
  title: string;
  abstract: string;
  clean_title: string;
  clean_abstract: string;
  text: string;
  text_hash: string;
  urls: string[];
  words: number;
} & FieldsOf<"paper">;

/** In UTF-16 units. Ten times the longest abstract of a feed; a model reads no more than its first tenth. */
const LONGEST_TEXT = 20_000;

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Returns title and abstract as one text: a full stop between, unless the title ends in a mark of its own. */
export function joinText(title: string, abstract: string): string {
  return `${title}${/[.!?…。！？]["'”’)\]]*$/.test(title) ? "" : "."} ${abstract}`;
}

/** Returns the beginning of a text, of at most 20,000 characters, up to the end of a word: what is left out of a longer one is not searched. */
export function cutText(text: string): string {
  return cutAtWord(text, LONGEST_TEXT);
}

/** Returns whether a paper's text is not all of its title and abstract. */
export function isCut({ text, clean_title, clean_abstract }: PaperRow): boolean {
  return text.length < joinText(clean_title, clean_abstract).length;
}

/** Returns how many stretches between spaces hold a letter or digit; of a language that puts no spaces between words, its words. */
export function countWords(text: string, language: string | null = null): number {
  if (language !== null && isUnspaced(language)) return buildTokenizer([language]).splitTokens(text).length;
  return text.split(/\s+/).filter((stretch) => LETTER_OR_DIGIT.test(stretch)).length;
}
