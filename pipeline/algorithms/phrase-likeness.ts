import { findNearestAmong } from "./nearest-neighbors.ts";
import type { Candidate } from "./topic-candidates.ts";
import { centerColumns, normalizeRows, type Vectors } from "./vectors.ts";

/** A candidate with how much its vector is like its topic. */
export type LabelCandidate = Candidate & {
  /** Cosine of the phrase and the centroid of its topic. */
  cosine: number;
  /** cosine less that of the most similar other topic: how much the phrase means this topic rather than another. */
  contrast: number;
};

/**
 * Returns the candidates of each topic with their likeness to it, in the same order, as KeyBERT and KeyNMF compare phrases and
 * texts (Grootendorst 2020; Kristensen-McLachlan et al. 2024). Phrase vectors are taken less their mean, and the centroids are of
 * centred text vectors: what all phrases share says nothing. `phraseKeys` names the rows of `phraseVectors`; `centroids` are unit rows.
 */
export async function compareWithTopics(
  candidates: readonly (readonly Candidate[])[],
  phraseKeys: readonly string[],
  phraseVectors: Vectors,
  centroids: Vectors,
): Promise<LabelCandidate[][]> {
  if (phraseKeys.length === 0) return candidates.map(() => []);
  const rowOf = new Map(phraseKeys.map((key, row) => [key, row]));
  const near = await findNearestAmong(normalizeRows(centerColumns(phraseVectors)), centroids, candidates.length);
  const cosines = new Float64Array(phraseKeys.length * candidates.length);
  near.indices.forEach((topic, entry) => {
    cosines[Math.floor(entry / near.k) * near.k + topic] = near.similarities[entry]!;
  });
  return candidates.map((own, topic) =>
    own.map((candidate) => {
      const row = rowOf.get(candidate.phrase.key)!;
      const cosine = cosines[row * near.k + topic]!;
      const nearest = near.indices[row * near.k]! === topic ? 1 : 0;
      const other = near.k > nearest ? near.similarities[row * near.k + nearest]! : 0;
      return { ...candidate, cosine, contrast: cosine - other };
    }),
  );
}
