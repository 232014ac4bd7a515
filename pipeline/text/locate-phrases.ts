import { addKey, type FormIndex, joinKeys } from "./form-index.ts";
import { ENGLISH } from "./languages/english.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { countTokens, keyOfToken } from "./phrase-keys.ts";
import { countCodePoints } from "./sentences.ts";

/** Where a phrase stands in a text, as written there; offsets count Unicode code points from 0, the end is exclusive. */
export type PhrasePlace = { key: string; start: number; end: number; written: string };

/** A word with its place: `start` and `end` in code points, `from` and `to` in UTF-16 code units. */
type PlacedWord = { key: string; start: number; end: number; from: number; to: number; followsBreak: boolean };

/**
 * Returns every place of a phrase of up to `maxWords` words whose key `isWanted` takes, in order of start, then of end. A phrase is
 * found in any spelling of its key and, as where phrases are extracted, never across punctuation. With an index, which must have all keys that are taken, other runs of words cost hardly anything.
 */
export function locatePhrases(
  text: string,
  isWanted: (key: string) => boolean,
  maxWords: number,
  rules: LanguageRules = ENGLISH,
  index: FormIndex | null = null,
): PhrasePlace[] {
  const words = locateWords(text, rules);
  const hashed = index && words.map(({ key }) => index.readKey(key));
  const maxTokens = countTokens(maxWords, rules);
  const places: PhrasePlace[] = [];
  for (const [start, first] of words.entries()) {
    let hash = 0;
    for (let last = start; last < Math.min(start + maxTokens, words.length); last++) {
      const word = words[last]!;
      if (last > start && word.followsBreak) break;
      if (hashed) hash = addKey(hash, hashed[last]!);
      if (index && !index.mayHave(hash)) continue;
      const key = joinKeys(words, start, last);
      if (isWanted(key)) {
        places.push({ key, start: first.start, end: word.end, written: text.slice(first.from, word.to) });
      }
    }
  }
  return places;
}

function locateWords(text: string, rules: LanguageRules): PlacedWord[] {
  const tokens = rules.locateTokens(text);
  if (countCodePoints(text) === text.length) {
    return tokens.map(({ token, start, followsBreak }) => {
      const end = start + token.length;
      return { key: keyOfToken(token, rules), start, end, from: start, to: end, followsBreak };
    });
  }
  let last = 0;
  let offset = 0;
  return tokens.map(({ token, start: from, followsBreak }) => {
    const start = offset + countCodePoints(text.slice(last, from));
    const to = from + token.length;
    const end = start + countCodePoints(token);
    last = to;
    offset = end;
    return { key: keyOfToken(token, rules), start, end, from, to, followsBreak };
  });
}
