import type { Random } from "../random.ts";
import { sumClusters } from "./centroids.ts";
import { countClusterSizes } from "./cluster-sizes.ts";
import { countVectors, pickVectors, squaredNorms, type Vectors } from "./vectors.ts";

/** How k-means is run. */
export type KMeansOptions = {
  /** Number of clusters; at most the number of rows. */
  k: number;
  /** Independent starts; the result of lowest inertia is returned, the earliest of equals. */
  restarts: number;
  /** Lloyd steps of one start, at most. */
  maxIterations?: number;
};

/** What k-means found. */
export type KMeansResult = {
  /** Cluster of each row, from 0. Every cluster has at least one row. */
  clusterOf: Int32Array;
  /** k x dimensions, row-major. */
  centroids: Float64Array;
  /** Sum of squared distances of the rows to their centroids. */
  inertia: number;
  iterations: number;
  /** Whether rows stopped changing their cluster before maxIterations. */
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

/** Runs Lloyd's steps from given centroids (k x dimensions) until no row changes its cluster. `norms` are the rows' squared lengths. */
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
    const { clusterOf, distances } = assignToNearest(vectors, norms, centroids);
    repairEmptyClusters(clusterOf, distances, k);
    const converged = clusterOf.every((cluster, row) => cluster === previous[row]);
    centroids = averageClusters(vectors, clusterOf, k);
    if (converged || iterations >= maxIterations) {
      return { clusterOf, centroids, inertia: sumInertia(vectors, clusterOf, centroids), iterations, converged };
    }
    previous = clusterOf;
  }
}

/** Returns the nearest centroid of each row, the lower number of equals, and the squared distance to it. `norms` are the rows' squared lengths. */
export function assignToNearest(
  vectors: Vectors,
  norms: Float64Array,
  centroids: Float64Array,
): { clusterOf: Int32Array; distances: Float64Array } {
  const count = norms.length;
  const k = centroids.length / vectors.dimensions;
  const { dots, width } = multiplyByCentroids(vectors, centroids);
  const centroidNorms = Float64Array.from({ length: k }, (_, c) => {
    const centroid = centroids.subarray(c * vectors.dimensions, (c + 1) * vectors.dimensions);
    return centroid.reduce((sum, value) => sum + value * value, 0);
  });
  const clusterOf = new Int32Array(count);
  const distances = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    let nearest = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c++) {
      const distance = centroidNorms[c]! - 2 * dots[row * width + c]!;
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    clusterOf[row] = nearest;
    distances[row] = Math.max(0, least + norms[row]!);
  }
  return { clusterOf, distances };
}

/** Returns the dot product of row i and centroid c at i * width + c. Four sums grow side by side: one alone waits for each addition. */
function multiplyByCentroids(
  { values, dimensions }: Vectors,
  centroids: Float64Array,
): { dots: Float64Array; width: number } {
  const count = values.length / dimensions;
  const width = 4 * Math.ceil(centroids.length / dimensions / 4);
  const padded = new Float64Array(width * dimensions);
  padded.set(centroids);
  const dots = new Float64Array(count * width);
  for (let row = 0; row < count; row++) {
    const start = row * dimensions;
    for (let c = 0; c < width; c += 4) {
      const first = c * dimensions;
      const second = first + dimensions;
      const third = second + dimensions;
      const fourth = third + dimensions;
      let dot1 = 0;
      let dot2 = 0;
      let dot3 = 0;
      let dot4 = 0;
      for (let d = 0; d < dimensions; d++) {
        const value = values[start + d]!;
        dot1 += value * padded[first + d]!;
        dot2 += value * padded[second + d]!;
        dot3 += value * padded[third + d]!;
        dot4 += value * padded[fourth + d]!;
      }
      dots[row * width + c] = dot1;
      dots[row * width + c + 1] = dot2;
      dots[row * width + c + 2] = dot3;
      dots[row * width + c + 3] = dot4;
    }
  }
  return { dots, width };
}

/** Returns the mean of each cluster's rows, k x dimensions, row-major. Every row has a cluster. */
export function averageClusters(vectors: Vectors, clusterOf: Int32Array, k: number): Float64Array {
  const sizes = countClusterSizes(clusterOf, k);
  const sums = sumClusters(vectors, clusterOf, k);
  return sums.map((sum, index) => sum / Math.max(1, sizes[Math.floor(index / vectors.dimensions)]!));
}

function chooseStartingCentroids(vectors: Vectors, norms: Float64Array, k: number, random: Random): Float64Array {
  const count = norms.length;
  const candidates = 2 + Math.floor(Math.log(k));
  const chosen = [random.integer(count)];
  let [nearest] = measureSquaredDistances(vectors, norms, chosen);
  while (chosen.length < k) {
    const rows = Array.from({ length: candidates }, () => drawByWeight(nearest!, random));
    const trials = measureSquaredDistances(vectors, norms, rows).map((distances) =>
      distances.map((distance, row) => Math.min(distance, nearest![row]!)),
    );
    const potentials = trials.map((distances) => distances.reduce((sum, distance) => sum + distance, 0));
    const best = potentials.indexOf(Math.min(...potentials));
    chosen.push(rows[best]!);
    nearest = trials[best]!;
  }
  return Float64Array.from(pickVectors(vectors, chosen).values);
}

/** Returns, for each target row, the squared distances of all rows to it. */
function measureSquaredDistances(vectors: Vectors, norms: Float64Array, targets: readonly number[]): Float64Array[] {
  const { dots, width } = multiplyByCentroids(vectors, Float64Array.from(pickVectors(vectors, targets).values));
  return targets.map((target, index) =>
    norms.map((norm, row) => Math.max(0, norm + norms[target]! - 2 * dots[row * width + index]!)),
  );
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

function repairEmptyClusters(clusterOf: Int32Array, distances: Float64Array, k: number): void {
  const sizes = countClusterSizes(clusterOf, k);
  for (let cluster = 0; cluster < k; cluster++) {
    if (sizes[cluster]! > 0) continue;
    let farthest = -1;
    for (let row = 0; row < clusterOf.length; row++) {
      if (sizes[clusterOf[row]!]! > 1 && (farthest < 0 || distances[row]! > distances[farthest]!)) farthest = row;
    }
    sizes[clusterOf[farthest]!]!--;
    clusterOf[farthest] = cluster;
    sizes[cluster] = 1;
  }
}

function sumInertia({ values, dimensions }: Vectors, clusterOf: Int32Array, centroids: Float64Array): number {
  let inertia = 0;
  for (let row = 0; row < clusterOf.length; row++) {
    for (let d = 0; d < dimensions; d++)
      inertia += (values[row * dimensions + d]! - centroids[clusterOf[row]! * dimensions + d]!) ** 2;
  }
  return inertia;
}
