import { computeUnitCentroids } from "../numeric/centroids.ts";
import { scoreByComplement } from "../numeric/complement-naive-bayes.ts";
import { findLargest } from "../numeric/largest.ts";
import { findNearestAmong } from "../numeric/nearest-neighbors.ts";
import { standardize } from "../numeric/standardize.ts";
import type { SparseMatrix } from "../numeric/tf-idf.ts";
import { dotProducts, type Vectors, viewRow } from "../numeric/vectors.ts";

/** Papers by what they are judged by: smooth unit vectors, and the words by weight; a row each. */
export type JudgedPapers = { vectors: Vectors; words: SparseMatrix };

/** Papers whose topic is known: its number below k, or -1, and n x k, row-major, what is known of their votes. */
export type PlacedPapers = JudgedPapers & { topicOf: Int32Array; votes: Float64Array; k: number };

/** Where papers would go, a row each: the topic of most support, rows x k its and the others' share of the votes and their support. */
export type ChosenTopics = { topicOf: Int32Array; probabilities: Float64Array; support: Float64Array };

/** Papers whose votes a new one takes over, as those do that the consensus did not look at. */
const FOLLOWED_PAPERS = 10;
/** As where topics are found: what the words say counts so much of what the vectors say. */
const WORDS_WEIGHT = 0.3;
/** What all votes count, in standard deviations of the support: a fifth of the papers, held out, come back to their topic oftenest with it. */
const VOTES_WEIGHT = 2;

/**
 * Returns the topics that papers join, as they would have in the fit: by the votes of their nearest papers, their vectors and
 * their words together.
 */
export async function chooseTopics(asked: JudgedPapers, known: PlacedPapers): Promise<ChosenTopics> {
  const { k } = known;
  const near = await findNearestAmong(asked.vectors, known.vectors, FOLLOWED_PAPERS);
  const probabilities = new Float64Array(asked.words.rows * k);
  for (let row = 0; row < asked.words.rows; row++) {
    const own = viewRow(probabilities, row, k);
    for (const neighbor of near.indices.subarray(row * near.k, (row + 1) * near.k))
      for (let topic = 0; topic < k; topic++) own[topic]! += known.votes[neighbor * k + topic]!;
    const sum = own.reduce((total, votes) => total + votes, 0);
    if (sum > 0) for (let topic = 0; topic < k; topic++) own[topic]! /= sum;
  }
  const support = measureSupport(asked, known);
  const topicOf = Int32Array.from({ length: asked.words.rows }, (_, row) =>
    findLargest(viewRow(support, row, k).map((value, topic) => value + VOTES_WEIGHT * probabilities[row * k + topic]!)),
  );
  return { topicOf, probabilities, support };
}

/**
 * Returns how much speaks for each of k topics, rows x k, row-major: the cosine to the centroid of its papers plus 0.3 of what the words say
 * (complement naive Bayes), each in standard deviations over the row.
 */
export function measureSupport(asked: JudgedPapers, known: Omit<PlacedPapers, "votes">): Float64Array {
  const { topicOf, k } = known;
  const cosines = dotProducts(asked.vectors, computeUnitCentroids(known.vectors, topicOf, k));
  const said = scoreByComplement(asked.words, known.words, topicOf, k);
  const support = new Float64Array(cosines.length);
  for (let row = 0; row * k < support.length; row++) {
    const near = standardize(viewRow(cosines, row, k));
    const words = standardize(viewRow(said, row, k));
    for (let topic = 0; topic < k; topic++) support[row * k + topic] = near[topic]! + WORDS_WEIGHT * words[topic]!;
  }
  return support;
}
