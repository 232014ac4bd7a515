import { keyOfPhrase } from "./phrase-keys.ts";
import { countCodePoints } from "./sentences.ts";

/** Where a phrase stands in a text, as written there; offsets count Unicode code points from 0, the end is exclusive. */
export type PhrasePlace = { key: string; start: number; end: number; written: string };

type PlacedWord = { key: string; start: number; end: number; from: number; to: number; followsBreak: boolean };

const WORDS = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
const BREAK = /[^\p{L}\p{N}\s'’-]|\s[-–—]+\s/u;

/**
 * Returns every place of a phrase of up to `maxWords` words whose key `isWanted` takes, in order of start, then of end. A phrase is
 * found in any spelling of its key and, as where phrases are extracted, never across punctuation.
 */
export function locatePhrases(text: string, isWanted: (key: string) => boolean, maxWords: number): PhrasePlace[] {
  const words = locateWords(text);
  const places: PhrasePlace[] = [];
  for (const [index, first] of words.entries()) {
    let key = "";
    for (let last = index; last < Math.min(index + maxWords, words.length); last++) {
      const word = words[last]!;
      if (last > index && word.followsBreak) break;
      key += word.key;
      if (isWanted(key)) {
        places.push({ key, start: first.start, end: word.end, written: text.slice(first.from, word.to) });
      }
    }
  }
  return places;
}

function locateWords(text: string): PlacedWord[] {
  let last = 0;
  let offset = 0;
  return [...text.matchAll(WORDS)].map(({ 0: word, index: from }) => {
    const gap = text.slice(last, from);
    const start = offset + countCodePoints(gap);
    const to = from + word.length;
    const end = start + countCodePoints(word);
    last = to;
    offset = end;
    return { key: keyOfPhrase(word), start, end, from, to, followsBreak: BREAK.test(gap) };
  });
}
