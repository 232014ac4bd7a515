/** What decides which of two texts of one paper is kept. */
export type TextMerit = {
  /** Latest arXiv version among its records; 0 where none is given. */
  version: number;
  /** Whether the abstract ends within a sentence. */
  isCut: boolean;
  /** Words of the abstract. */
  words: number;
  /** Fields that its records give together. */
  fields: number;
  /** Place of its first record among all. */
  place: number;
};

/** Abstracts are of one length where as many steps of this many words fit in. */
const STEP_WORDS = 40;

/**
 * Orders texts by which is rather kept: the latest arXiv version, then whole abstracts before cut ones, longer before shorter by steps of 40
 * words, those of more fields, the earliest listed.
 */
export function compareMerit(a: TextMerit, b: TextMerit): number {
  return (
    b.version - a.version ||
    Number(a.isCut) - Number(b.isCut) ||
    Math.floor(b.words / STEP_WORDS) - Math.floor(a.words / STEP_WORDS) ||
    b.fields - a.fields ||
    a.place - b.place
  );
}

/** Returns the rank of each text: 0 is rather kept than any other. */
export function rankTexts(merits: readonly TextMerit[]): Uint32Array {
  const ranks = new Uint32Array(merits.length);
  const order = Array.from(merits, (_, row) => row).sort((a, b) => compareMerit(merits[a]!, merits[b]!));
  for (const [rank, row] of order.entries()) ranks[row] = rank;
  return ranks;
}

/** Returns whether a text ends as no sentence does: in an ellipsis, or in no mark at all. */
export function endsWithin(text: string): boolean {
  return /(?:…|\.\.\.)["'”’)\]]*$/.test(text) || !/[.!?。！？:;]["'”’)\]}»]*$/.test(text);
}
