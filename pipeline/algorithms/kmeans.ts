import type { Random } from "../random.ts";
import { countVectors, squaredNorms, type Vectors } from "./vectors.ts";

export type KMeansOptions = {
  /** Number of clusters; at most the number of rows. */
  k: number;
  /** Independent starts; the result of lowest inertia is returned, the earliest of equals. */
  restarts: number;
  /** Lloyd steps of one start, at most. */
  maxIterations?: number;
};

export type KMeansResult = {
  /** Cluster of each row, from 0. Every cluster has at least one row. */
  labels: Int32Array;
  /** k x dimensions, by rows. */
  centroids: Float64Array;
  /** Sum of squared distances of the rows to their centroids. */
  inertia: number;
  iterations: number;
  /** Whether the labels stopped changing before maxIterations. */
  converged: boolean;
};

/**
 * Clusters rows by Lloyd's k-means, started by greedy k-means++ (Arthur and Vassilvitskii 2007, with 2 + ln k candidates a step).
 * A cluster that loses its last row takes the row farthest from its centroid, as scikit-learn does. Ties go to the lower number.
 */
export function clusterByKMeans(vectors: Vectors, options: KMeansOptions, random: Random): KMeansResult {
  const count = countVectors(vectors);
  const { k, restarts, maxIterations = 100 } = options;
  if (!Number.isInteger(k) || k < 1 || k > count) throw new Error(`k: ${k} where 1 to ${count} rows can be clustered`);
  const norms = squaredNorms(vectors);
  let best: KMeansResult | null = null;
  for (let start = 0; start < restarts; start++) {
    const centroids = chooseStartingCentroids(vectors, norms, k, random);
    const result = iterateLloyd(vectors, norms, centroids, maxIterations);
    if (best === null || result.inertia < best.inertia) best = result;
  }
  return best!;
}

/** Runs Lloyd's steps from given centroids (k x dimensions) until no label changes. */
export function iterateLloyd(
  vectors: Vectors,
  norms: Float64Array,
  start: Float64Array,
  maxIterations: number,
): KMeansResult {
  const count = countVectors(vectors);
  const k = start.length / vectors.dimensions;
  let centroids = start;
  let previous: Int32Array = new Int32Array(count).fill(-1);
  for (let iterations = 1; ; iterations++) {
    const { labels, distances } = assignToNearest(vectors, norms, centroids);
    repairEmptyClusters(labels, distances, k);
    const converged = labels.every((label, row) => label === previous[row]);
    centroids = averageClusters(vectors, labels, k);
    if (converged || iterations >= maxIterations) {
      return { labels, centroids, inertia: sumInertia(vectors, labels, centroids), iterations, converged };
    }
    previous = labels;
  }
}

/** Returns the nearest centroid of each row (the lower number of equals) and the squared distance to it. */
export function assignToNearest(
  { values, dimensions }: Vectors,
  norms: Float64Array,
  centroids: Float64Array,
): { labels: Int32Array; distances: Float64Array } {
  const count = norms.length;
  const k = centroids.length / dimensions;
  const padded = new Float64Array(Math.ceil(k / 4) * 4 * dimensions);
  padded.set(centroids);
  const centroidNorms = Float64Array.from({ length: k }, (_, c) => {
    let sum = 0;
    for (let d = c * dimensions; d < (c + 1) * dimensions; d++) sum += centroids[d]! * centroids[d]!;
    return sum;
  });
  const labels = new Int32Array(count);
  const distances = new Float64Array(count);
  const dots = new Float64Array(padded.length / dimensions);
  for (let row = 0; row < count; row++) {
    multiplyByFours(values, row * dimensions, padded, dimensions, dots);
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c++) {
      const distance = centroidNorms[c]! - 2 * dots[c]!;
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    labels[row] = nearest;
    distances[row] = Math.max(0, least + norms[row]!);
  }
  return { labels, distances };
}

/** Fills `dots` with the products of one row and each centroid, a multiple of four. Four sums side by side: one alone waits for each addition. */
function multiplyByFours(
  values: Float32Array,
  start: number,
  centroids: Float64Array,
  dimensions: number,
  dots: Float64Array,
): void {
  for (let c = 0; c < dots.length; c += 4) {
    const first = c * dimensions;
    const second = first + dimensions;
    const third = second + dimensions;
    const fourth = third + dimensions;
    let firstDot = 0;
    let secondDot = 0;
    let thirdDot = 0;
    let fourthDot = 0;
    for (let d = 0; d < dimensions; d++) {
      const value = values[start + d]!;
      firstDot += value * centroids[first + d]!;
      secondDot += value * centroids[second + d]!;
      thirdDot += value * centroids[third + d]!;
      fourthDot += value * centroids[fourth + d]!;
    }
    dots[c] = firstDot;
    dots[c + 1] = secondDot;
    dots[c + 2] = thirdDot;
    dots[c + 3] = fourthDot;
  }
}

/** Returns the mean of each cluster's rows, k x dimensions. */
export function averageClusters({ values, dimensions }: Vectors, labels: Int32Array, k: number): Float64Array {
  const centroids = new Float64Array(k * dimensions);
  const sizes = new Int32Array(k);
  for (let row = 0; row < labels.length; row++) {
    const to = labels[row]! * dimensions;
    sizes[labels[row]!]!++;
    for (let d = 0; d < dimensions; d++) centroids[to + d]! += values[row * dimensions + d]!;
  }
  return centroids.map((sum, index) => sum / Math.max(1, sizes[Math.floor(index / dimensions)]!));
}

function chooseStartingCentroids(vectors: Vectors, norms: Float64Array, k: number, random: Random): Float64Array {
  const { values, dimensions } = vectors;
  const count = norms.length;
  const candidates = 2 + Math.floor(Math.log(k));
  const centroids = new Float64Array(k * dimensions);
  const take = (row: number, cluster: number) =>
    centroids.set(values.subarray(row * dimensions, (row + 1) * dimensions), cluster * dimensions);
  const first = random.integer(count);
  take(first, 0);
  let nearest = squaredDistancesTo(vectors, norms, first);
  for (let cluster = 1; cluster < k; cluster++) {
    let chosen = -1;
    let chosenNearest = nearest;
    let least = Number.POSITIVE_INFINITY;
    for (let trial = 0; trial < candidates; trial++) {
      const row = drawByWeight(nearest, random);
      const distances = squaredDistancesTo(vectors, norms, row);
      let potential = 0;
      for (let i = 0; i < count; i++) {
        distances[i] = Math.min(distances[i]!, nearest[i]!);
        potential += distances[i]!;
      }
      if (potential < least) {
        least = potential;
        chosen = row;
        chosenNearest = distances;
      }
    }
    take(chosen, cluster);
    nearest = chosenNearest;
  }
  return centroids;
}

function squaredDistancesTo({ values, dimensions }: Vectors, norms: Float64Array, target: number): Float64Array {
  const distances = new Float64Array(norms.length);
  const to = target * dimensions;
  for (let row = 0; row < norms.length; row++) {
    const from = row * dimensions;
    let dot = 0;
    for (let d = 0; d < dimensions; d++) dot += values[from + d]! * values[to + d]!;
    distances[row] = Math.max(0, norms[row]! + norms[target]! - 2 * dot);
  }
  return distances;
}

function drawByWeight(weights: Float64Array, random: Random): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = random.next() * total;
  for (let row = 0; row < weights.length; row++) {
    left -= weights[row]!;
    if (left < 0) return row;
  }
  return random.integer(weights.length);
}

function repairEmptyClusters(labels: Int32Array, distances: Float64Array, k: number): void {
  const sizes = new Int32Array(k);
  for (const label of labels) sizes[label]!++;
  for (let cluster = 0; cluster < k; cluster++) {
    if (sizes[cluster]! > 0) continue;
    let farthest = -1;
    for (let row = 0; row < labels.length; row++) {
      if (sizes[labels[row]!]! > 1 && (farthest < 0 || distances[row]! > distances[farthest]!)) farthest = row;
    }
    sizes[labels[farthest]!]!--;
    labels[farthest] = cluster;
    sizes[cluster] = 1;
    distances[farthest] = 0;
  }
}

function sumInertia({ values, dimensions }: Vectors, labels: Int32Array, centroids: Float64Array): number {
  let inertia = 0;
  for (let row = 0; row < labels.length; row++) {
    for (let d = 0; d < dimensions; d++)
      inertia += (values[row * dimensions + d]! - centroids[labels[row]! * dimensions + d]!) ** 2;
  }
  return inertia;
}
