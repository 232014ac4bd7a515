import { computeUnitCentroids } from "../numeric/centroids.ts";
import { learnComplementNaiveBayes, scoreByTerms } from "../numeric/complement-naive-bayes.ts";
import { computeMean } from "../numeric/mean.ts";
import type { SparseMatrix } from "../numeric/tf-idf.ts";
import { dotProducts, type Vectors, viewRow } from "../numeric/vectors.ts";

/** Papers by what they are judged by: unit vectors, and the words by weight; a row each. */
export type JudgedPapers = { vectors: Vectors; words: SparseMatrix };

/** As where topics are found: what the words say counts so much of what the vectors say. */
const WORDS_WEIGHT = 0.3;

/**
 * Returns how much speaks for each of k topics, rows x k, row-major: the cosine to the centroid of its papers plus 0.3 of what the words say
 * (complement naive Bayes), each in standard deviations over the row. `topicOf` gives each known paper its topic below k, or -1.
 */
export function measureSupport(asked: JudgedPapers, known: JudgedPapers, topicOf: Int32Array, k: number): Float64Array {
  const cosines = dotProducts(asked.vectors, computeUnitCentroids(known.vectors, topicOf, k));
  const said = scoreByTerms(asked.words, learnComplementNaiveBayes(known.words, topicOf, k));
  const support = new Float64Array(cosines.length);
  for (let row = 0; row * k < support.length; row++) {
    const near = standardize(viewRow(cosines, row, k));
    const words = standardize(viewRow(said, row, k));
    for (let topic = 0; topic < k; topic++) support[row * k + topic] = near[topic]! + WORDS_WEIGHT * words[topic]!;
  }
  return support;
}

function standardize(scores: Float64Array): Float64Array {
  const mean = computeMean(scores);
  const deviation = Math.sqrt(computeMean(scores.map((score) => (score - mean) ** 2)));
  return scores.map((score) => (deviation > 0 ? (score - mean) / deviation : 0));
}
