import { ENGLISH } from "./languages/english.ts";
import type { LanguageRules } from "./languages/language-rules.ts";
import { countNeighbor, isWholeOnSide, type Neighbors } from "./neighbors.ts";

/** How a lower-case word is used in a corpus: what stands beside it, counted over all its occurrences. */
export type WordUse = { count: number; verbSignsBefore: number; verbSignsAfter: number; after: Neighbors };

const LEAST_HEAD_OPEN_AFTER = 0.25;
const MOST_DETERMINERS_AFTER = 0.15;
const MOST_VERB_SIGNS_BEFORE = 0.3;
const LEAST_USES_TO_JUDGE = 3;

/** Counts the company of each word. `isStopWord` tells which words say nothing in this corpus, so that the one before them stands free. */
export function countWordUses(
  segments: Iterable<readonly string[]>,
  isStopWord: (word: string) => boolean,
  rules: LanguageRules = ENGLISH,
): Map<string, WordUse> {
  const uses = new Map<string, WordUse>();
  const isOpen = new Map<string, boolean>();
  const opens = (word: string) => {
    let open = isOpen.get(word);
    if (open === undefined) {
      open = rules.isEmptyWord(word) || isStopWord(word);
      isOpen.set(word, open);
    }
    return open;
  };
  for (const words of segments) {
    words.forEach((word, index) => {
      let use = uses.get(word);
      if (!use) {
        use = { count: 0, verbSignsBefore: 0, verbSignsAfter: 0, after: { open: 0, words: new Map() } };
        uses.set(word, use);
      }
      const next = words[index + 1];
      use.count++;
      if (index > 0 && rules.isVerbSign(words[index - 1]!, "before")) use.verbSignsBefore++;
      if (next !== undefined && rules.isVerbSign(next, "after")) use.verbSignsAfter++;
      countNeighbor(use.after, next === undefined || opens(next) ? undefined : next);
    });
  }
  return uses;
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
