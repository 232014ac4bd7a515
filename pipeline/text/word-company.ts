import { ENGLISH } from "./languages/english.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { isWholeOnSide, NeighborCounter, NO_NEIGHBOR, type Side } from "./neighbors.ts";
import { NO_TOKEN, type TokenPlaces } from "./token-places.ts";

/** How a lower-case word is used in a corpus: what stands beside it, counted over all its occurrences. */
export type WordUse = { count: number; verbSignsBefore: number; verbSignsAfter: number; after: Side };

const LEAST_HEAD_OPEN_AFTER = 0.25;
const MOST_DETERMINERS_AFTER = 0.15;
const MOST_VERB_SIGNS_BEFORE = 0.3;
const LEAST_USES_TO_JUDGE = 3;

/**
 * Counts the company of each word of texts, given in lower case for each of their tokens. `isStopWord` tells which words say nothing in this corpus, so that the one before them stands free.
 */
export function countWordUses(
  { places }: Pick<TokenPlaces, "places">,
  lowered: readonly string[],
  isStopWord: (word: string) => boolean,
  rules: LanguageRules = ENGLISH,
): Map<string, WordUse> {
  const numbers = new Map<string, number>();
  const numberOf = Int32Array.from(lowered, (word) => {
    const number = numbers.get(word) ?? numbers.size;
    numbers.set(word, number);
    return number;
  });
  const words = [...numbers.keys()];
  const ask = (say: (word: string) => boolean) => Uint8Array.from(words, (word) => Number(say(word)));
  const opens = ask((word) => rules.isEmptyWord(word) || isStopWord(word));
  const isSignBefore = ask((word) => rules.isVerbSign(word, "before"));
  const isSignAfter = ask((word) => rules.isVerbSign(word, "after"));
  const uses = words.map(
    (): WordUse => ({ count: 0, verbSignsBefore: 0, verbSignsAfter: 0, after: { open: 0, different: 0, most: 0 } }),
  );
  const counter = new NeighborCounter();
  for (let place = 0, before = -1; place < places.length; place++) {
    if (places[place] === NO_TOKEN) {
      before = -1;
      continue;
    }
    const word = numberOf[places[place]!]!;
    const next = places[place + 1] === NO_TOKEN ? -1 : numberOf[places[place + 1]!]!;
    const use = uses[word]!;
    use.count++;
    if (before >= 0) use.verbSignsBefore += isSignBefore[before]!;
    if (next >= 0) use.verbSignsAfter += isSignAfter[next]!;
    before = word;
    counter.count(use.after, word, next < 0 || opens[next] === 1 ? NO_NEIGHBOR : next);
  }
  return new Map(words.map((word, number) => [word, uses[number]!]));
}

/** Returns whether a word's company shows a verb: "to reduce", "reduces the". */
export function isUsedAsVerb(use: WordUse | undefined): boolean {
  if (!use || use.count < LEAST_USES_TO_JUDGE) return false;
  return (
    use.verbSignsAfter > MOST_DETERMINERS_AFTER * use.count || use.verbSignsBefore > MOST_VERB_SIGNS_BEFORE * use.count
  );
}

/** Returns whether a word may be the last of a phrase: a break follows often enough, or many different words do. */
export function isFreeHead(word: string, use: WordUse | undefined, rules: LanguageRules = ENGLISH): boolean {
  if (!use || use.after.open >= LEAST_HEAD_OPEN_AFTER * use.count) return true;
  const isAdjective = rules.compoundsAreAdjectives && isCompound(word);
  return !isAdjective && isWholeOnSide(use.after, use.count, LEAST_HEAD_OPEN_AFTER);
}

/** Returns whether a word is joined of others: before many words it is an adjective, as "long-video" is, and no noun that could end a phrase. */
export function isCompound(word: string): boolean {
  return word.includes("-");
}
