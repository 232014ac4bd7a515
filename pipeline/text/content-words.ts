import { compareCodeUnits } from "./compare-code-units.ts";
import { ENGLISH } from "./languages/english.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { keyOfPhrase } from "./phrase-keys.ts";
import { LONGEST_WORD } from "./words.ts";

/** A word of a corpus in all of its forms. */
export type ContentWord = {
  /** One spelling for all forms: lower case, singular, without hyphen and possessive. */
  key: string;
  /** Its commonest spelling. */
  surface: string;
  /** Rows of the texts that contain it, ascending. */
  documents: number[];
};

const POSSESSIVE = /['’]s$/i;

/** What a token counts as: its key, whether that says something by itself, and how it is spelled without a possessive. */
type TokenForm = { key: string; isContent: boolean; spelling: string };

type Tally = { spellings: Map<string, number>; documents: number[] };

/**
 * Returns the words of at least `minDocuments` texts that say something by themselves, in order of key. `keys` are those of each text,
 * word by word; an empty word is its own key.
 */
export function countContentWords(
  texts: readonly string[],
  minDocuments: number,
  rules: LanguageRules = ENGLISH,
): { words: ContentWord[]; keys: string[][] } {
  const known = new Map<string, TokenForm>();
  const tallies = new Map<string, Tally>();
  const keys = texts.map((text, row) =>
    rules.splitTokens(text).map((token) => {
      let form = known.get(token);
      if (!form) {
        form = findForm(token, rules);
        known.set(token, form);
      }
      if (form.isContent) addToken(tallies, form, row);
      return form.key;
    }),
  );
  const words = [...tallies]
    .filter(([, { documents }]) => documents.length >= minDocuments)
    .map(([key, { spellings, documents }]) => ({ key, surface: findCommonest(spellings), documents }))
    .sort((a, b) => compareCodeUnits(a.key, b.key));
  return { words, keys };
}

function findForm(token: string, rules: LanguageRules): TokenForm {
  const word = token.toLowerCase().replace(POSSESSIVE, "");
  const spelling = token.replace(POSSESSIVE, "");
  const key = keyOfPhrase(word, rules);
  const isEmpty = rules.isEmptyWord(word) || rules.isEmptyWord(key);
  return isEmpty || word.length < 2 || word.length > LONGEST_WORD || !/\p{L}/u.test(word)
    ? { key: word, isContent: false, spelling }
    : { key, isContent: true, spelling };
}

function addToken(tallies: Map<string, Tally>, { key, spelling }: TokenForm, row: number): void {
  let tally = tallies.get(key);
  if (!tally) {
    tally = { spellings: new Map(), documents: [] };
    tallies.set(key, tally);
  }
  tally.spellings.set(spelling, (tally.spellings.get(spelling) ?? 0) + 1);
  if (tally.documents.at(-1) !== row) tally.documents.push(row);
}

function findCommonest(spellings: ReadonlyMap<string, number>): string {
  return [...spellings].sort(([a, countOfA], [b, countOfB]) => countOfB - countOfA || compareCodeUnits(a, b))[0]![0];
}
