/** A word with the rows of the documents that contain it. */
export type CountedWord = { key: string; documents: readonly number[] };

/**
 * Returns the mean over topics of the mean NPMI over the pairs of a topic's words (Bouma 2009; Lau, Newman and Baldwin 2014), with
 * probabilities over whole documents. A pair that never meets counts -1, one that stands in every document 1. Topics of less than two
 * words are left out; NaN when none is left.
 */
export function computeCoherence(topics: readonly (readonly CountedWord[])[], documentCount: number): number {
  const means = topics
    .filter((words) => words.length > 1)
    .map((words) => {
      const sets = words.map(({ documents }) => new Set(documents));
      const pairs = sets.flatMap((first, index) =>
        sets.slice(index + 1).map((second) => computePairInformation(first, second, documentCount)),
      );
      return pairs.reduce((sum, value) => sum + value, 0) / pairs.length;
    });
  return means.reduce((sum, value) => sum + value, 0) / means.length;
}

/** Normalised pointwise mutual information: ln(p(a, b) / (p(a) p(b))) / -ln p(a, b). */
function computePairInformation(first: ReadonlySet<number>, second: ReadonlySet<number>, documents: number): number {
  let together = 0;
  for (const row of first) if (second.has(row)) together++;
  if (together === 0) return -1;
  if (together === documents) return 1;
  return Math.log((together * documents) / (first.size * second.size)) / -Math.log(together / documents);
}
