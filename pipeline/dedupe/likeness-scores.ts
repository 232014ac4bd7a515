import type { TextLikeness } from "./text-comparer.ts";

/** A text of fewer shingles is too short to be called a part of another; of fewer yet where the titles are the same. */
const FEWEST_CONTAINED = 30;
const FEWEST_CONTAINED_OF_TITLE = 12;

/** Titles at least this alike vouch for a text that is a part of another. */
const TITLES_ALIKE = 0.6;

/** Titles at least this alike are the same. */
const TITLES_SAME = 0.9;

/** Share of a cut text that stands in the other where nothing else vouches for it. */
const WHOLLY_CONTAINED = 0.9;

/** Weight of the title in a near score. */
const TITLE_WEIGHT = 0.25;

/**
 * Returns how near the wording of two texts is, from 0 to 1: three quarters for their shingles, one for their titles. Where one is a part of
 * the other, as a cut abstract is, its own shingles count alone.
 */
export function scoreNear({ jaccard, containment, shorter, title }: TextLikeness): number {
  const isWhole = containment >= WHOLLY_CONTAINED;
  const isPart =
    shorter >= FEWEST_CONTAINED
      ? isWhole || title >= TITLES_ALIKE
      : isWhole && title >= TITLES_SAME && shorter >= FEWEST_CONTAINED_OF_TITLE;
  return (1 - TITLE_WEIGHT) * (isPart ? containment : jaccard) + TITLE_WEIGHT * title;
}

/**
 * Returns how near the meaning of two texts is, from 0 to 1: two fifths for the cosine of their vectors, the rest for words and titles. Under
 * the same title the words of a summary count by themselves.
 */
export function scoreSemantic({ words, wordsOfLighter, title }: TextLikeness, cosine: number): number {
  const shared = title >= TITLES_SAME ? Math.max(2 * words, wordsOfLighter) : 2 * words;
  return 0.4 * Math.max(0, cosine) + 0.3 * Math.min(1, shared) + 0.3 * title;
}

/** Returns how far the texts of two records of one identifier bear it out, from 0 to 1. */
export function scoreIdentity({ jaccard, containment, words, title }: TextLikeness): number {
  return Math.max(jaccard, containment, title, Math.min(1, 2 * words));
}
