import { computeUnitCentroids } from "../numeric/centroids.ts";
import { countClusterSizes, listMembers } from "../numeric/cluster-sizes.ts";
import { scoreByComplement } from "../numeric/complement-naive-bayes.ts";
import { findLargest } from "../numeric/largest.ts";
import { multiplyRows } from "../numeric/row-products.ts";
import type { SparseMatrix } from "../numeric/tf-idf.ts";
import { type Vectors, viewRow } from "../numeric/vectors.ts";

const ROUNDS = 3;
const CLEAR_SHARE = 0.8;
const WORDS_WEIGHT = 0.3;
const OPEN_SHARE = 0.25;

/**
 * Returns topics that vectors and words agree on, by iterative classification (Rakib et al. 2020). In each round a classifier learns the
 * words of each topic's clearest papers; every row then goes to the topic that vector and words speak for most, among those that its votes
 * leave open. `start` gives n topics below k, `probabilities` is n x k.
 */
export function refineByWords(
  vectors: Vectors,
  terms: SparseMatrix,
  start: Int32Array,
  probabilities: Float64Array,
  k: number,
): Int32Array {
  // Centroids stay those of the start, so that topics do not drift.
  const cosines = multiplyRows(vectors, Float64Array.from(computeUnitCentroids(vectors, start, k).values));
  let topicOf = start;
  let support: Float64Array = cosines;
  for (let round = 0; round < ROUNDS; round++) {
    const words = scoreByComplement(terms, terms, keepClearest(topicOf, support, k), k);
    support = addToWords(words, cosines, k);
    topicOf = moveToMostSupport(topicOf, support, probabilities, k);
  }
  return topicOf;
}

/** Returns the topics of the rows whose margin of support is among the largest of their topic, -1 for the others. */
function keepClearest(topicOf: Int32Array, support: Float64Array, k: number): Int32Array {
  const margins = Float64Array.from(topicOf, (_, row) => measureMargin(viewRow(support, row, k)));
  const clearest = new Int32Array(topicOf.length).fill(-1);
  for (const [topic, members] of listMembers(topicOf, k).entries()) {
    members.sort((a, b) => margins[b]! - margins[a]! || a - b);
    for (const row of members.slice(0, Math.ceil(CLEAR_SHARE * members.length))) clearest[row] = topic;
  }
  return clearest;
}

function measureMargin(scores: Float64Array): number {
  const first = findLargest(scores);
  const second = findLargest(scores, first);
  return scores[first]! - (scores[second] ?? Number.NEGATIVE_INFINITY);
}

/** Adds cosines to the scores of words, in place, both in standard deviations of the row's own; returns the sums. */
function addToWords(words: Float64Array, cosines: Float64Array, k: number): Float64Array {
  for (let start = 0; start < words.length; start += k) {
    const near = measureSpread(cosines, start, k);
    const said = measureSpread(words, start, k);
    for (let entry = start; entry < start + k; entry++)
      words[entry] = standardize(cosines[entry]!, near) + WORDS_WEIGHT * standardize(words[entry]!, said);
  }
  return words;
}

type Spread = { mean: number; deviation: number };

/** Returns the mean and the standard deviation of k scores from `start` on. */
function measureSpread(scores: Float64Array, start: number, k: number): Spread {
  let sum = 0;
  for (let entry = start; entry < start + k; entry++) sum += scores[entry]!;
  const mean = sum / k;
  let squares = 0;
  for (let entry = start; entry < start + k; entry++) squares += (scores[entry]! - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / k) };
}

function standardize(score: number, { mean, deviation }: Spread): number {
  return deviation > 0 ? (score - mean) / deviation : 0;
}

/** Moves each row to the open topic of most support, the last row of a topic excepted. */
function moveToMostSupport(
  topicOf: Int32Array,
  support: Float64Array,
  probabilities: Float64Array,
  k: number,
): Int32Array {
  const moved = topicOf.slice();
  const sizes = countClusterSizes(topicOf, k);
  for (let row = 0; row < topicOf.length; row++) {
    const own = topicOf[row]!;
    const best = findBestOpen(viewRow(support, row, k), viewRow(probabilities, row, k));
    if (best === own || sizes[own] === 1) continue;
    moved[row] = best;
    sizes[own]!--;
    sizes[best]!++;
  }
  return moved;
}

/** Returns the topic of most support among those that the votes leave open: those with a quarter of the largest probability. The lower number of equals. */
function findBestOpen(support: Float64Array, probabilities: Float64Array): number {
  const least = OPEN_SHARE * probabilities[findLargest(probabilities)]!;
  let best = -1;
  for (let topic = 0; topic < support.length; topic++)
    if (probabilities[topic]! >= least && (best < 0 || support[topic]! > support[best]!)) best = topic;
  return best;
}
