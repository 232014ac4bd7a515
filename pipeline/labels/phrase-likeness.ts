import { multiplyRows } from "../numeric/row-products.ts";
import {
  centerColumns,
  countVectors,
  dotProduct,
  normalizeRows,
  pickVectors,
  type Vectors,
  viewRow,
} from "../numeric/vectors.ts";
import type { Phrase } from "../text/phrases.ts";
import type { TopicCandidate } from "./topic-candidates.ts";

/** A candidate with how much its vector is like the topics. */
export type LabelCandidate = TopicCandidate & {
  /** Cosine of the phrase and the centroid of its topic. */
  cosine: number;
  /** cosine less that of the most similar other topic: how much the phrase means this topic rather than another. */
  contrast: number;
  /** Cosine to the centroid of each topic. */
  cosines: Float64Array;
};

/** The vectors of phrases: less their mean, of unit length. What all phrases share says nothing. */
export class PhraseSpace {
  readonly vectors: Vectors;
  readonly #rows: Map<string, number>;

  constructor(phrases: readonly Phrase[], vectors: Vectors) {
    this.vectors = normalizeRows(centerColumns(vectors));
    this.#rows = new Map(phrases.map(({ key }, row) => [key, row]));
  }

  has(phrase: Phrase): boolean {
    return this.#rows.has(phrase.key);
  }

  /** Returns the row of a phrase in `vectors`. */
  rowOf(phrase: Phrase): number {
    return this.#rows.get(phrase.key)!;
  }

  /** Returns the cosine of two phrases. */
  compare(a: Phrase, b: Phrase): number {
    return dotProduct(this.vectors, this.rowOf(a), this.vectors, this.rowOf(b));
  }
}

/**
 * Returns the candidates of each topic with their likeness to it, in the same order, as KeyBERT and KeyNMF compare phrases and
 * texts (Grootendorst 2020; Kristensen-McLachlan et al. 2024). `centroids` are of centred text vectors, unit rows.
 */
export function compareWithTopics(
  candidates: readonly (readonly TopicCandidate[])[],
  space: PhraseSpace,
  centroids: Vectors,
): LabelCandidate[][] {
  const k = countVectors(centroids);
  const rows = [...new Set(candidates.flatMap((own) => own.map(({ phrase }) => space.rowOf(phrase))))];
  const products = multiplyRows(pickVectors(space.vectors, rows), Float64Array.from(centroids.values));
  const cosinesOf = new Map(rows.map((row, place) => [row, viewRow(products, place, k)]));
  return candidates.map((own, topic) =>
    own.map((candidate) => {
      const cosines = cosinesOf.get(space.rowOf(candidate.phrase))!;
      return { ...candidate, cosines, cosine: cosines[topic]!, contrast: contrastOf(cosines, topic) };
    }),
  );
}

/** Returns the cosines to each topic of one phrase, or of the mean of several; empty of none. */
export function cosinesOfLabel(phrases: readonly LabelCandidate[], space: PhraseSpace): Float64Array {
  const [first] = phrases;
  if (!first) return new Float64Array(0);
  if (phrases.length === 1) return first.cosines;
  let squaredLength = 0;
  for (const a of phrases) for (const b of phrases) squaredLength += a === b ? 1 : space.compare(a.phrase, b.phrase);
  const length = Math.sqrt(Math.max(squaredLength, Number.EPSILON));
  return first.cosines.map((_, topic) => phrases.reduce((sum, { cosines }) => sum + cosines[topic]!, 0) / length);
}

/** Returns a topic's cosine less the largest of another; of a single topic the cosine alone. */
export function contrastOf(cosines: Float64Array, topic: number): number {
  let other = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < cosines.length; index++)
    if (index !== topic && cosines[index]! > other) other = cosines[index]!;
  return cosines[topic]! - (cosines.length > 1 ? other : 0);
}
