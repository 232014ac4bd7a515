import { distance } from "fastest-levenshtein";
import { foldWords } from "./match-words.ts";

/** Shortest word in which a slip of the pen is looked for, and how many of its letters may be wrong: one in so many. */
const SHORTEST_MISSPELT = 4;
const LETTERS_PER_SLIP = 4;
/** Least share of the sought words, by their weight, that a near name has. */
const LEAST_SHARE = 0.3;

/**
 * Returns the places of the names that someone means by some words: those that are these words; where none is, those that hold them in this order without
 * gap; else those that hold all of them. The last word, and in the last case any, may be the beginning of one. Case and accents do not count.
 */
export function findNames(names: readonly string[], words: string): number[] {
  const sought = listWords(words);
  if (sought.length === 0) return [];
  const folded = names.map(listWords);
  const tests = [
    (name: string[]) => name.length === sought.length && sought.every((word, place) => word === name[place]),
    (name: string[]) => name.some((_, start) => holdsAt(name, start, sought)),
    (name: string[]) => sought.every((word) => name.some((other) => other.startsWith(word))),
  ];
  for (const test of tests) {
    const found = [...names.keys()].filter((place) => test(folded[place]!));
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * Returns the places of at most `most` names that have some of the words or nearly so, the nearest first: rare words weigh more, and one letter in four may
 * be wrong. Equals by place.
 */
export function findNearNames(names: readonly string[], words: string, most: number): number[] {
  const sought = [...new Set(listWords(words))];
  const folded = names.map((name) => [...new Set(listWords(name))]);
  const scores = new Float64Array(names.length);
  const vocabulary = new Set(folded.flat());
  let whole = 0;
  for (const word of sought) {
    const alike = new Map(Array.from(vocabulary, (other) => [other, compareWords(word, other)]));
    const likeness = folded.map((name) => name.reduce((best, other) => Math.max(best, alike.get(other)!), 0));
    const holders = likeness.filter((like) => like > 0).length;
    const weight = Math.log(1 + names.length / (1 + holders));
    whole += weight;
    for (const [place, like] of likeness.entries()) scores[place]! += weight * like;
  }
  return [...names.keys()]
    .filter((place) => scores[place]! > 0 && scores[place]! >= LEAST_SHARE * whole)
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .slice(0, most);
}

function listWords(text: string): string[] {
  return foldWords(text).map(({ word }) => word);
}

function holdsAt(name: readonly string[], start: number, sought: readonly string[]): boolean {
  return sought.every((word, offset) =>
    offset === sought.length - 1 ? name[start + offset]?.startsWith(word) : name[start + offset] === word,
  );
}

/** Returns how alike two words are, 0 to 1; 0 where more letters are wrong than may be. */
function compareWords(sought: string, word: string): number {
  if (word.startsWith(sought)) return 1;
  if (sought.length < SHORTEST_MISSPELT || Math.abs(sought.length - word.length) > sought.length / LETTERS_PER_SLIP)
    return 0;
  const wrong = distance(sought, word);
  return wrong <= sought.length / LETTERS_PER_SLIP ? 1 - wrong / sought.length : 0;
}
