import { countVectors, type Vectors, viewVector } from "../numeric/vectors.ts";
import type { Phrase } from "../text/phrases.ts";

/** Papers of the middle of the corpus that are added to those of a phrase: one that few papers hold says little of where it belongs. */
const PRIOR_PAPERS = 2;

/**
 * Returns a vector for each phrase where no model can embed it: the mean of the vectors of the papers that hold it, drawn to the middle of the corpus
 * where they are few. `papers` are centred unit rows; those in `held` are left out.
 */
export function averageDocuments(
  phrases: readonly Pick<Phrase, "documents">[],
  papers: Vectors,
  held: ReadonlySet<number> = new Set(),
): Vectors {
  const { dimensions } = papers;
  const means = { values: new Float32Array(phrases.length * dimensions), dimensions };
  for (let row = 0; row < countVectors(means); row++) {
    const mean = viewVector(means, row);
    const documents = phrases[row]!.documents.filter((document) => !held.has(document));
    for (const document of documents) {
      const paper = viewVector(papers, document);
      for (let column = 0; column < dimensions; column++) mean[column]! += paper[column]!;
    }
    for (let column = 0; column < dimensions; column++) mean[column]! /= documents.length + PRIOR_PAPERS;
  }
  return means;
}
