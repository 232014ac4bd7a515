/** Mean cosine of the embeddings of two papers from which all say about the same; the papers of a feed have .35 to .4, those of one narrow theme .5. */
const ALMOST_ALIKE = 0.8;

/** Whether papers with such a mean cosine are so alike that topics can only part them by details. */
export function areAlmostAlike(meanSimilarity: number): boolean {
  return meanSimilarity >= ALMOST_ALIKE;
}
