import { compareCodeUnits } from "./compare-code-units.ts";
import { ENGLISH } from "./languages/english.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { keyOfPhrase } from "./phrase-keys.ts";
import { NO_TOKEN, readTokens } from "./token-places.ts";
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

/** What a token counts as: its key, how it is spelled without a possessive, its uses, and the rows of the texts with its key; null where it says nothing by itself. */
type TokenForm = { key: string; spelling: string; uses: number; documents: number[] | null };

/**
 * Returns the words of at least `minDocuments` texts that say something by themselves, in order of key. `listKeys` gives those of each text,
 * word by word; an empty word is its own key.
 */
export function countContentWords(
  texts: readonly string[],
  minDocuments: number,
  rules: LanguageRules = ENGLISH,
): { words: ContentWord[]; listKeys: () => string[][] } {
  const { tokens, places, starts } = readTokens(texts, rules);
  const documentsOf = new Map<string, number[]>();
  const forms = tokens.map((token) => findForm(token, documentsOf, rules));
  for (let row = 0; row < texts.length; row++) {
    for (let place = starts[row]!; place < starts[row + 1]!; place++) {
      if (places[place] === NO_TOKEN) continue;
      const form = forms[places[place]!]!;
      form.uses++;
      if (form.documents && form.documents.at(-1) !== row) form.documents.push(row);
    }
  }
  const spellingsOf = countSpellings(forms);
  const words = [...documentsOf]
    .filter(([, documents]) => documents.length >= minDocuments)
    .map(([key, documents]) => ({ key, surface: findCommonest(spellingsOf.get(key)!), documents }))
    .sort((a, b) => compareCodeUnits(a.key, b.key));
  const listKeys = () =>
    texts.map((_, row) =>
      Array.from(places.subarray(starts[row]!, starts[row + 1]!))
        .filter((token) => token !== NO_TOKEN)
        .map((token) => forms[token]!.key),
    );
  return { words, listKeys };
}

function findForm(token: string, documentsOf: Map<string, number[]>, rules: LanguageRules): TokenForm {
  const word = token.toLowerCase().replace(POSSESSIVE, "");
  const spelling = token.replace(POSSESSIVE, "");
  const key = keyOfPhrase(word, rules);
  const isEmpty = rules.isEmptyWord(word) || rules.isEmptyWord(key);
  if (isEmpty || word.length < 2 || word.length > LONGEST_WORD || !/\p{L}/u.test(word))
    return { key: word, spelling, uses: 0, documents: null };
  const documents = documentsOf.get(key) ?? [];
  documentsOf.set(key, documents);
  return { key, spelling, uses: 0, documents };
}

/** Returns for each key of a word that says something how often it is spelled in each way. */
function countSpellings(forms: Iterable<TokenForm>): Map<string, Map<string, number>> {
  const spellingsOf = new Map<string, Map<string, number>>();
  for (const { key, spelling, uses, documents } of forms) {
    if (!documents) continue;
    const spellings = spellingsOf.get(key) ?? new Map<string, number>();
    spellingsOf.set(key, spellings.set(spelling, (spellings.get(spelling) ?? 0) + uses));
  }
  return spellingsOf;
}

function findCommonest(spellings: ReadonlyMap<string, number>): string {
  return [...spellings].sort(([a, countOfA], [b, countOfB]) => countOfB - countOfA || compareCodeUnits(a, b))[0]![0];
}
