import { countClusterSizes } from "../numeric/cluster-sizes.ts";
import { drawKMeans, type KMeansResult } from "../numeric/kmeans.ts";
import { type KMeansRunner, runInTurn } from "../numeric/kmeans-threads.ts";
import { findLargest } from "../numeric/largest.ts";
import { findNearestAmong, type Neighbors } from "../numeric/nearest-neighbors.ts";
import { embedSpectrally } from "../numeric/spectral-embedding.ts";
import { countVectors, pickVectors, type Vectors, viewRow } from "../numeric/vectors.ts";
import { createRandom, type Random, sampleIndices } from "../random.ts";
import { computeCoAssociation } from "./co-association.ts";
import { averageByTopic, TopicVotes } from "./topic-votes.ts";

/** How the ensemble is made and cut. */
export type ConsensusOptions = {
  k: number;
  /** k-means runs in the ensemble, each on a random subsample; fewer, but no less than a third, where there are over 1,000 rows. */
  runs: number;
  /** Share of the rows that a run sees. */
  subsampleShare: number;
  /** Starts of the k-means that cuts the consensus. */
  restarts: number;
  /** Rows that the ensemble looks at, at most; the others follow their nearest ones. */
  landmarks: number;
  /** Called after each run. */
  onRun?: () => void;
  /** Runs the k-means; in turn, where none is given. */
  runner?: KMeansRunner;
  /** Finds the landmarks near each row; where several numbers of topics are tried, one serves them all. */
  followed?: FollowedLandmarks;
};

/** Topics of n rows, and how surely they are in them. */
export type Consensus = {
  /** Topic of each row, from 0 to k - 1. No topic is empty. */
  topicOf: Int32Array;
  /** n x k, row-major: each topic's share of the votes for each row; those of a row sum to 1. */
  probabilities: Float64Array;
  /** Returns the probabilities of the same rows for other topics, by the votes of the same ensemble. */
  measure: (topicOf: Int32Array, k: number) => Float64Array;
  /** Steps of the k-means that cut the consensus, and whether it settled. */
  iterations: number;
  converged: boolean;
};

/** Returns better topics than `topicOf`, from another view of the rows; `probabilities` is n x k. */
export type Refine = (topicOf: Int32Array, probabilities: Float64Array) => Int32Array;

/** Rows that the ensemble looks at, what it found of them, and the landmarks near each row; null where all rows are landmarks. */
type Ensemble = { landmarks: Int32Array; coAssociation: Float32Array; near: Neighbors | null; voting: TopicVotes };

const FOLLOWED_LANDMARKS = 10;
const MOST_MOVES = 20;
const ENOUGH_ROWS = 1000;

/**
 * Clusters n unit rows into k topics so that the result does not hang on a lucky start. The co-association of an ensemble of k-means runs
 * is cut by k-means on its leading eigenvectors; each row then moves to the topic that it fell together with most. `refine` may better
 * that; what is returned is measured after it.
 */
export async function clusterByConsensus(
  vectors: Vectors,
  options: ConsensusOptions,
  random: Random,
  refine: Refine = (topicOf) => topicOf,
): Promise<Consensus> {
  const { k, restarts } = options;
  const count = countVectors(vectors);
  const landmarks = chooseLandmarks(count, Math.max(k, options.landmarks), random);
  const sample = pickVectors(vectors, landmarks);
  const runs = countRuns(options, count);
  const coAssociation = await computeCoAssociation(sample, { ...options, runs }, random);
  // A sample's cut settles less than that of all rows does: where it begins is then the same for every seed.
  const isSample = landmarks.length < count;
  const start = isSample ? createRandom(SEED_OF_LANDMARKS, `cut into ${k} topics`) : random;
  const spectral = await embedSpectrally(coAssociation, landmarks.length, k, start);
  const cut = await cutByKMeans(spectral, { k, restarts, runner: options.runner }, start);
  const near = isSample ? await (options.followed ?? new FollowedLandmarks(vectors)).find(landmarks) : null;
  const voting = new TopicVotes(coAssociation, cut.clusterOf, k);
  const ensemble = { landmarks, coAssociation, near, voting };

  const moved = moveToMostVotes(voting, cut.clusterOf, k);
  const movedProbabilities = measureProbabilities(ensemble, moved, k);
  const topicOf = refine(placeFollowers(moved, movedProbabilities, landmarks, k), movedProbabilities);
  const measure = (ofRows: Int32Array, topics: number) =>
    measureProbabilities(
      ensemble,
      Int32Array.from(landmarks, (row) => ofRows[row]!),
      topics,
    );
  return {
    topicOf,
    probabilities: measure(topicOf, k),
    measure,
    iterations: cut.iterations,
    converged: cut.converged,
  };
}

/** The landmarks that each row follows. */
export class FollowedLandmarks {
  readonly #vectors: Vectors;
  #landmarks: Int32Array = new Int32Array(0);
  #near: Promise<Neighbors> | null = null;

  constructor(vectors: Vectors) {
    this.#vectors = vectors;
  }

  /** Returns the landmarks nearest to each row, as places among `landmarks`; the same as last time for the same ones. */
  find(landmarks: Int32Array): Promise<Neighbors> {
    const isSame =
      landmarks.length === this.#landmarks.length && landmarks.every((row, place) => row === this.#landmarks[place]);
    if (this.#near === null || !isSame) {
      this.#landmarks = landmarks;
      this.#near = findNearestAmong(this.#vectors, pickVectors(this.#vectors, landmarks), FOLLOWED_LANDMARKS);
    }
    return this.#near;
  }
}

/** The same as clusterByKMeans, a task a start. */
async function cutByKMeans(
  spectral: Vectors,
  { k, restarts, runner = runInTurn }: { k: number; restarts: number; runner: KMeansRunner | undefined },
  random: Random,
): Promise<KMeansResult> {
  const { starts, ...drawn } = drawKMeans(countVectors(spectral), { k, restarts }, random);
  const results = await runner(
    spectral,
    starts.map((start) => ({ rows: null, drawn: { ...drawn, starts: [start] } })),
  );
  return results.reduce((best, result) => (result.inertia < best.inertia ? result : best));
}

/** Which rows are looked at has no part in what they say: the seed of the run is not to be felt in it. */
const SEED_OF_LANDMARKS = 1;

/** Returns the rows that the ensemble looks at, ascending: all, or as many as a sample may have, always the same ones. */
function chooseLandmarks(count: number, most: number, random: Random): Int32Array {
  if (count <= most) return sampleIndices(random, count, count);
  return sampleIndices(createRandom(SEED_OF_LANDMARKS, "landmarks"), count, most);
}

/** Returns how many runs of k-means the ensemble has. A row's votes for a topic are a mean over the topic's rows: the more of them, the fewer runs make it as sure. */
export function countRuns(
  { k, runs, landmarks }: Pick<ConsensusOptions, "k" | "runs" | "landmarks">,
  rows: number,
): number {
  const seen = Math.min(rows, Math.max(k, landmarks));
  return Math.ceil(runs * Math.min(1, Math.max(1 / 3, ENOUGH_ROWS / seen)));
}

/** Moves each row to the topic with the most votes, the last row of a topic excepted, until none moves. */
function moveToMostVotes(voting: TopicVotes, start: Int32Array, k: number): Int32Array {
  const topicOf = start.slice();
  for (let round = 0; ; round++) {
    voting.move(topicOf);
    const votes = voting.average();
    const sizes = countClusterSizes(topicOf, k);
    let moved = false;
    for (let row = 0; row < topicOf.length && round < MOST_MOVES; row++) {
      const own = topicOf[row]!;
      const best = findLargest(viewRow(votes, row, k));
      if (votes[row * k + best]! <= votes[row * k + own]! || sizes[own] === 1) continue;
      topicOf[row] = best;
      sizes[own]!--;
      sizes[best]!++;
      moved = true;
    }
    if (!moved) return topicOf;
  }
}

/** Returns the topic of every row: landmarks keep theirs, the others take that of the largest probability. */
function placeFollowers(
  landmarkTopicOf: Int32Array,
  probabilities: Float64Array,
  landmarks: Int32Array,
  k: number,
): Int32Array {
  const count = probabilities.length / k;
  const topicOf = Int32Array.from({ length: count }, (_, row) => findLargest(viewRow(probabilities, row, k)));
  landmarks.forEach((row, index) => {
    topicOf[row] = landmarkTopicOf[index]!;
  });
  return topicOf;
}

/** Returns the probabilities of all rows, n x k: of landmarks by their votes, of the others as the mean of the landmarks near them. */
function measureProbabilities(
  { landmarks, coAssociation, near, voting }: Ensemble,
  topicOf: Int32Array,
  k: number,
): Float64Array {
  if (k === voting.k) voting.move(topicOf);
  const votes = k === voting.k ? voting.average() : averageByTopic(coAssociation, topicOf, k);
  const own = normalizeVotes(votes, k);
  if (!near) return own;
  const probabilities = new Float64Array((near.indices.length / near.k) * k);
  near.indices.forEach((landmark, entry) => {
    const row = Math.floor(entry / near.k);
    for (let topic = 0; topic < k; topic++) probabilities[row * k + topic]! += own[landmark * k + topic]! / near.k;
  });
  landmarks.forEach((row, index) => {
    probabilities.set(viewRow(own, index, k), row * k);
  });
  return probabilities;
}

function normalizeVotes(votes: Float64Array, k: number): Float64Array {
  const probabilities = votes.slice();
  for (let start = 0; start < probabilities.length; start += k) {
    const row = probabilities.subarray(start, start + k);
    const total = row.reduce((sum, vote) => sum + vote, 0);
    for (let topic = 0; topic < k; topic++) row[topic] = total > 0 ? row[topic]! / total : 1 / k;
  }
  return probabilities;
}
