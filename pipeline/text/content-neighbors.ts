import type { LanguageRules } from "./languages/language-rules.ts";
import { NO_NEIGHBOR } from "./neighbors.ts";
import type { MeaningPlaces } from "./phrase-meanings.ts";
import { findWord, mayLink } from "./phrase-occurrences.ts";
import { NO_TOKEN } from "./token-places.ts";

/** Returns for each place the number of the content word before and after it, also where a linking word parts them if the rules read through it; NO_NEIGHBOR where there is none. */
export function listContentNeighbors(
  texts: MeaningPlaces,
  rules: LanguageRules,
): { before: Int32Array; after: Int32Array } {
  const { places, meanings } = texts;
  const numbers = new Map<string, number>();
  const numberOf = Int32Array.from(meanings, ({ word: { lower, isOpen } }) => {
    if (isOpen) return NO_NEIGHBOR;
    const number = numbers.get(lower) ?? numbers.size;
    numbers.set(lower, number);
    return number;
  });
  const find = (place: number, step: 1 | -1) => {
    let next = place + step;
    while (rules.readsThroughLinks && findWord(texts, next) && mayLink(texts, next, rules)) next += step;
    const meaning = places[next] ?? NO_TOKEN;
    return meaning === NO_TOKEN ? NO_NEIGHBOR : numberOf[meaning]!;
  };
  return { before: places.map((_, place) => find(place, -1)), after: places.map((_, place) => find(place, 1)) };
}
