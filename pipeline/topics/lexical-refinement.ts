import { computeUnitCentroids } from "../numeric/centroids.ts";
import { countClusterSizes } from "../numeric/cluster-sizes.ts";
import { learnComplementNaiveBayes, scoreByTerms } from "../numeric/complement-naive-bayes.ts";
import type { SparseMatrix } from "../numeric/tf-idf.ts";
import { countVectors, dotProduct, type Vectors } from "../numeric/vectors.ts";

const ROUNDS = 3;
const CORE_SHARE = 0.8;
const WORDS_WEIGHT = 0.3;
const OPEN_SHARE = 0.25;

/**
 * Returns topics that vectors and words agree on. In each of three rounds the words of the four fifths of each topic that are most clearly in it
 * teach a classifier, and every row goes to the topic for which its cosine to the centroid and, at three tenths of the weight, its words speak most, both in
 * standard deviations of the row's own scores (iterative classification, Rakib, Zeh, Jankowska and Milios 2020). Centroids stay those of the
 * start, so that topics do not drift; the last row of a topic stays. Words decide only between topics that the row's `shares` of the evidence
 * (count x k) leave open: those with a quarter of its largest share. `vectors` are unit rows, `terms` has a row for each; `start` from 0 to k - 1.
 */
export function refineByWords(
  vectors: Vectors,
  terms: SparseMatrix,
  start: Int32Array,
  shares: Float64Array,
  k: number,
): Int32Array {
  const centroids = computeUnitCentroids(vectors, start, k);
  const count = countVectors(vectors);
  const cosines = new Float64Array(count * k);
  for (let row = 0; row < count; row++) {
    for (let topic = 0; topic < k; topic++) cosines[row * k + topic] = dotProduct(vectors, row, centroids, topic);
  }
  let labels = start;
  let support: Float64Array = cosines;
  for (let round = 0; round < ROUNDS; round++) {
    const words = scoreByTerms(terms, learnComplementNaiveBayes(terms, keepCore(labels, support, k), k));
    support = addStandardized(cosines, words, k);
    labels = moveToMostSupport(labels, support, shares, k);
  }
  return labels;
}

/** Returns the labels of the rows whose margin is among the largest of their topic, -1 for the others. */
function keepCore(labels: Int32Array, support: Float64Array, k: number): Int32Array {
  const margins = Float64Array.from(labels, (_, row) => measureMargin(support.subarray(row * k, (row + 1) * k)));
  const core = new Int32Array(labels.length).fill(-1);
  for (let topic = 0; topic < k; topic++) {
    const members = [...labels.keys()].filter((row) => labels[row] === topic);
    members.sort((a, b) => margins[b]! - margins[a]! || a - b);
    for (const row of members.slice(0, Math.ceil(CORE_SHARE * members.length))) core[row] = topic;
  }
  return core;
}

function measureMargin(scores: Float64Array): number {
  let [first, second] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const score of scores) {
    if (score > first) [first, second] = [score, first];
    else if (score > second) second = score;
  }
  return first - second;
}

function addStandardized(cosines: Float64Array, words: Float64Array, k: number): Float64Array {
  const sum = new Float64Array(cosines.length);
  for (let start = 0; start < sum.length; start += k) {
    const near = standardize(cosines.subarray(start, start + k));
    const said = standardize(words.subarray(start, start + k));
    for (let topic = 0; topic < k; topic++) sum[start + topic] = near[topic]! + WORDS_WEIGHT * said[topic]!;
  }
  return sum;
}

function standardize(scores: Float64Array): Float64Array {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
  const deviation = Math.sqrt(variance);
  return scores.map((score) => (deviation > 0 ? (score - mean) / deviation : 0));
}

function moveToMostSupport(labels: Int32Array, support: Float64Array, shares: Float64Array, k: number): Int32Array {
  const moved = labels.slice();
  const sizes = countClusterSizes(labels, k);
  for (let row = 0; row < labels.length; row++) {
    const scores = support.subarray(row * k, (row + 1) * k);
    const own = labels[row]!;
    const best = findBestOpen(scores, shares.subarray(row * k, (row + 1) * k));
    if (best === own || sizes[own] === 1) continue;
    moved[row] = best;
    sizes[own]!--;
    sizes[best]!++;
  }
  return moved;
}

/** Returns the topic with the highest score among those that the shares leave open, the lowest of equals. */
function findBestOpen(scores: Float64Array, shares: Float64Array): number {
  const least = OPEN_SHARE * shares.reduce((most, share) => Math.max(most, share), 0);
  let best = -1;
  scores.forEach((score, topic) => {
    if (shares[topic]! >= least && (best === -1 || score > scores[best]!)) best = topic;
  });
  return best;
}
