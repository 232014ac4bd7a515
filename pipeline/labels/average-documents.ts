import type { Vectors } from "../numeric/vectors.ts";
import type { Phrase } from "../text/phrases.ts";

/** Papers of the middle of the corpus that are added to those of a phrase: one that few papers hold says little of where it belongs. */
const PRIOR_PAPERS = 2;

/**
 * Returns a vector for each phrase where no model can embed it: the mean of the vectors of the papers that hold it, drawn to the middle of the corpus
 * where they are few. `papers` are centred unit rows; those with 1 in `heldOut` are left out.
 */
export function averageDocuments(
  phrases: readonly Pick<Phrase, "documents">[],
  papers: Vectors,
  heldOut?: Uint8Array,
): Vectors {
  const { dimensions } = papers;
  const means = { values: new Float32Array(phrases.length * dimensions), dimensions };
  for (let row = 0; row < phrases.length; row++) {
    const to = row * dimensions;
    let documents = 0;
    for (const document of phrases[row]!.documents) {
      if (heldOut?.[document] === 1) continue;
      const from = document * dimensions;
      for (let column = 0; column < dimensions; column++) means.values[to + column]! += papers.values[from + column]!;
      documents++;
    }
    for (let column = 0; column < dimensions; column++) means.values[to + column]! /= documents + PRIOR_PAPERS;
  }
  return means;
}
