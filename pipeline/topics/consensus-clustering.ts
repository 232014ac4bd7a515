import { countClusterSizes } from "../numeric/cluster-sizes.ts";
import { clusterByKMeans } from "../numeric/kmeans.ts";
import { findNearestAmong, type Neighbors } from "../numeric/nearest-neighbors.ts";
import { embedSpectrally } from "../numeric/spectral-embedding.ts";
import { countVectors, pickVectors, type Vectors } from "../numeric/vectors.ts";
import { type Random, sampleIndices } from "../random.ts";
import { accumulateEvidence } from "./co-association.ts";

export type ConsensusOptions = {
  k: number;
  /** k-means runs in the ensemble, each on a random subsample; fewer, but no less than a third, where there are over 1,000 rows. */
  runs: number;
  subsampleShare: number;
  /** Starts of the k-means that cuts the consensus. */
  restarts: number;
  /** Rows that the ensemble looks at, at most; the others follow their nearest ones. */
  landmarks: number;
};

export type Consensus = {
  /** Topic of each row, from 0: the one with the largest share, unless the refinement has moved it. No topic is empty. */
  labels: Int32Array;
  /** count x k: how the evidence for each row is split over the topics; the shares of a row sum to 1. */
  shares: Float64Array;
  /** For each topic, the share of the runs in which two of its rows fell together (cluster consensus, Monti et al. 2003). */
  stability: Float64Array;
  iterations: number;
  converged: boolean;
};

const FOLLOWED_LANDMARKS = 10;
const MOST_MOVES = 20;
const ENOUGH_ROWS = 1000;

/**
 * Clusters unit rows so that the result does not hang on a lucky start: the co-association of an ensemble of k-means runs is cut
 * by k-means on its leading eigenvectors, and each row then moves to the topic whose rows it fell together with most often.
 * `refine` may then better the labels of all rows, given with their shares, from another view of them; what is returned is measured for its labels.
 */
export async function clusterByConsensus(
  vectors: Vectors,
  options: ConsensusOptions,
  random: Random,
  refine: (labels: Int32Array, shares: Float64Array) => Int32Array = (labels) => labels,
): Promise<Consensus> {
  const count = countVectors(vectors);
  const { k, restarts } = options;
  const rows = sampleIndices(random, count, Math.min(count, Math.max(k, options.landmarks)));
  const sample = pickVectors(vectors, rows);
  const runs = countRuns(options.runs, rows.length);
  const evidence = accumulateEvidence(sample, { ...options, runs }, random);
  const spectral = await embedSpectrally(evidence, rows.length, k, random);
  const { labels: cut, iterations, converged } = clusterByKMeans(spectral, { k, restarts }, random);
  const near = rows.length === count ? null : await findNearestAmong(vectors, sample, FOLLOWED_LANDMARKS);

  const spread = (landmarkShares: Float64Array) =>
    near ? spreadToFollowers(near, rows, landmarkShares, k) : landmarkShares;
  const measureShares = (landmarkLabels: Int32Array) =>
    spread(normalizeShares(averageByTopic(evidence, landmarkLabels, k), k));

  const landmarkLabels = moveToMostEvidence(evidence, cut, k);
  const startShares = measureShares(landmarkLabels);
  const start = Int32Array.from({ length: count }, (_, row) =>
    findLargest(startShares.subarray(row * k, (row + 1) * k)),
  );
  rows.forEach((row, index) => {
    start[row] = landmarkLabels[index]!;
  });
  const labels = refine(start, startShares);
  const refined = Int32Array.from(rows, (row) => labels[row]!);
  const stability = measureClusterConsensus(evidence, refined, k);
  return { labels, shares: measureShares(refined), stability, iterations, converged };
}

/** A row's evidence for a topic is a mean over the topic's rows: the more of them, the fewer runs make it as sure. */
function countRuns(most: number, rows: number): number {
  return Math.ceil(most * Math.min(1, Math.max(1 / 3, ENOUGH_ROWS / rows)));
}

/** Moves each row to the topic with the highest mean evidence, the last row of a topic excepted, until none moves. */
function moveToMostEvidence(evidence: Float32Array, start: Int32Array, k: number): Int32Array {
  const labels = start.slice();
  for (let round = 0; ; round++) {
    const means = averageByTopic(evidence, labels, k);
    const sizes = countClusterSizes(labels, k);
    let moved = false;
    for (let row = 0; row < labels.length && round < MOST_MOVES; row++) {
      const own = labels[row]!;
      const best = findLargest(means.subarray(row * k, (row + 1) * k));
      if (means[row * k + best]! <= means[row * k + own]! || sizes[own] === 1) continue;
      labels[row] = best;
      sizes[own]!--;
      sizes[best]!++;
      moved = true;
    }
    if (!moved) return labels;
  }
}

/** Returns the mean evidence between each row and the other rows of each topic, count x k; 1 for a row alone in its topic, 0 for a topic without rows. */
function averageByTopic(evidence: Float32Array, labels: Int32Array, k: number): Float64Array {
  const count = labels.length;
  const sizes = countClusterSizes(labels, k);
  const means = new Float64Array(count * k);
  for (let row = 0; row < count; row++) {
    for (let other = 0; other < count; other++) {
      if (other !== row) means[row * k + labels[other]!]! += evidence[row * count + other]!;
    }
    for (let topic = 0; topic < k; topic++) {
      const own = labels[row] === topic ? 1 : 0;
      const others = sizes[topic]! - own;
      means[row * k + topic] = others === 0 ? own : means[row * k + topic]! / others;
    }
  }
  return means;
}

function measureClusterConsensus(evidence: Float32Array, labels: Int32Array, k: number): Float64Array {
  const count = labels.length;
  const sums = new Float64Array(k);
  const pairs = new Float64Array(k);
  for (let row = 0; row < count; row++) {
    for (let other = row + 1; other < count; other++) {
      if (labels[row] !== labels[other]) continue;
      sums[labels[row]!]! += evidence[row * count + other]!;
      pairs[labels[row]!]!++;
    }
  }
  return sums.map((sum, topic) => (pairs[topic] === 0 ? 1 : sum / pairs[topic]!));
}

function normalizeShares(means: Float64Array, k: number): Float64Array {
  const shares = means.slice();
  for (let start = 0; start < shares.length; start += k) {
    const row = shares.subarray(start, start + k);
    const total = row.reduce((sum, mean) => sum + mean, 0);
    for (let topic = 0; topic < k; topic++) row[topic] = total > 0 ? row[topic]! / total : 1 / k;
  }
  return shares;
}

/** Returns the shares of all rows, count x k: those of the landmarks `rows`, and for the others the mean of the landmarks near them. */
function spreadToFollowers(near: Neighbors, rows: Int32Array, landmarkShares: Float64Array, k: number): Float64Array {
  const shares = new Float64Array((near.indices.length / near.k) * k);
  near.indices.forEach((landmark, entry) => {
    const row = Math.floor(entry / near.k);
    for (let topic = 0; topic < k; topic++) shares[row * k + topic]! += landmarkShares[landmark * k + topic]! / near.k;
  });
  rows.forEach((row, index) => {
    shares.set(landmarkShares.subarray(index * k, (index + 1) * k), row * k);
  });
  return shares;
}

function findLargest(values: Float64Array): number {
  let largest = 0;
  for (let index = 1; index < values.length; index++) if (values[index]! > values[largest]!) largest = index;
  return largest;
}
