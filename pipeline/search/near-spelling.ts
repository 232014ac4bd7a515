import { distance } from "fastest-levenshtein";
import { compareCodeUnits } from "../text/compare-code-units.ts";

/** A word of a corpus, and how many texts hold it. */
export type Spelling = { word: string; count: number };

/** Fewest letters of a word in which one slip is looked for, and two. */
const ONE_SLIP = 4;
const TWO_SLIPS = 8;

/**
 * Returns the word that a misspelt one most likely stands for: up to one slip away from four letters, up to two from eight; a slip adds, leaves out or
 * changes a letter, or swaps two neighbours. The nearest, of these one with the same first letter, then the commonest. Null for none. `ofLength` gives
 * the words of so many letters.
 */
export function findNearSpelling(word: string, ofLength: (letters: number) => readonly Spelling[]): string | null {
  if (word.length < ONE_SLIP || !/^\p{L}+$/u.test(word)) return null;
  const most = word.length < TWO_SLIPS ? 1 : 2;
  let best: Found | null = null;
  for (let letters = word.length - most; letters <= word.length + most; letters++) {
    for (const spelling of ofLength(letters)) {
      const slips = countSlips(word, spelling.word);
      if (slips > most) continue;
      const found: Found = { ...spelling, slips, isSameStart: spelling.word[0] === word[0] };
      if (best === null || isBetter(found, best)) best = found;
    }
  }
  return best?.word ?? null;
}

type Found = Spelling & { slips: number; isSameStart: boolean };

function isBetter(a: Found, b: Found): boolean {
  const order =
    a.slips - b.slips ||
    Number(b.isSameStart) - Number(a.isSameStart) ||
    b.count - a.count ||
    compareCodeUnits(a.word, b.word);
  return order < 0;
}

/** Two neighbours swapped are two edits of Levenshtein's, and one slip. */
function countSlips(word: string, other: string): number {
  const edits = distance(word, other);
  if (edits !== 2 || word.length !== other.length) return edits;
  const place = Array.from(word, (_, at) => at).find((at) => word[at] !== other[at])!;
  return word[place] === other[place + 1] && word[place + 1] === other[place] ? 1 : 2;
}
