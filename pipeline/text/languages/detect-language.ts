import { eld } from "eld/small";
import { isPlainlyEnglish } from "./plain-english.ts";

/** Characters that are read: more make no surer. */
const LONGEST_READ = 600;
/** Fewer letters than these are in no language for sure: "x + y = z". */
const LEAST_LETTERS = 10;
/** Letters of a script that is not Latin from which on names and terms in Latin letters are passed over. */
const LEAST_OTHER_LETTERS = 10;

const ENOUGH_LETTERS = new RegExp(`(?:\\p{L}\\P{L}*){${LEAST_LETTERS}}`, "u");
const LATIN_WORD = /[\p{Script=Latin}\p{N}_-]+/gu;
const OTHER_LETTER = /(?!\p{Script=Latin})\p{L}/gu;

/**
 * Returns the ISO 639-1 code of the language that a text is written in, by its letters and their sequences; null where that is not sure. It knows the 60 languages
 * of eld. Plain English is known without it.
 */
export function detectLanguage(text: string): string | null {
  const read = text.slice(0, LONGEST_READ);
  if (isPlainlyEnglish(read)) return "en";
  if (!ENOUGH_LETTERS.test(read)) return null;
  const code = detect(read);
  if (code !== null || (read.match(OTHER_LETTER)?.length ?? 0) < LEAST_OTHER_LETTERS) return code;
  return detect(read.replace(LATIN_WORD, " "));
}

/** Returns the language of a record: that which its file gives, else that of its title and abstract; null where neither says. */
export function findLanguage(record: {
  language: string | null;
  clean_title: string;
  clean_abstract: string;
}): string | null {
  return record.language ?? detectLanguage(`${record.clean_title}. ${record.clean_abstract}`);
}

function detect(text: string): string | null {
  const found = eld.detect(text);
  return found.isReliable() && found.language !== "" ? found.language : null;
}
