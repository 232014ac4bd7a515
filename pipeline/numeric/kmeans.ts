import type { Random } from "../random.ts";
import { sumClusters } from "./centroids.ts";
import { countClusterSizes } from "./cluster-sizes.ts";
import { type Products, RowProducts } from "./row-products.ts";
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
  const products = new RowProducts(vectors);
  let centroids = start;
  let previous: Int32Array = new Int32Array(count).fill(-1);
  for (let iterations = 1; ; iterations++) {
    const { clusterOf, distances } = assignByProducts(products, norms, centroids, k);
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
  return assignByProducts(new RowProducts(vectors), norms, centroids, centroids.length / vectors.dimensions);
}

function assignByProducts(
  products: RowProducts,
  norms: Float64Array,
  centroids: Float64Array,
  k: number,
): { clusterOf: Int32Array; distances: Float64Array } {
  const count = norms.length;
  const dimensions = centroids.length / k;
  const { dots, width } = products.multiply(centroids);
  const centroidNorms = Float64Array.from({ length: k }, (_, c) => {
    const centroid = centroids.subarray(c * dimensions, (c + 1) * dimensions);
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

/** Returns the mean of each cluster's rows, k x dimensions, row-major. Every row has a cluster. */
export function averageClusters(vectors: Vectors, clusterOf: Int32Array, k: number): Float64Array {
  const sizes = countClusterSizes(clusterOf, k);
  const sums = sumClusters(vectors, clusterOf, k);
  return sums.map((sum, index) => sum / Math.max(1, sizes[Math.floor(index / vectors.dimensions)]!));
}

function chooseStartingCentroids(vectors: Vectors, norms: Float64Array, k: number, random: Random): Float64Array {
  const count = norms.length;
  const candidates = 2 + Math.floor(Math.log(k));
  const products = new RowProducts(vectors);
  const multiply = (rows: readonly number[]) => products.multiply(Float64Array.from(pickVectors(vectors, rows).values));
  const chosen = [random.integer(count)];
  const nearest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  keepNearer(nearest, norms, multiply(chosen), 0, chosen[0]!);
  while (chosen.length < k) {
    const total = sumWeights(nearest);
    const rows = Array.from({ length: candidates }, () => drawByWeight(nearest, total, random));
    const dots = multiply(rows);
    const potentials = measurePotentials(nearest, norms, dots, rows);
    const best = potentials.reduce((least, potential, trial) => (potential < potentials[least]! ? trial : least), 0);
    keepNearer(nearest, norms, dots, best, rows[best]!);
    chosen.push(rows[best]!);
  }
  return Float64Array.from(pickVectors(vectors, chosen).values);
}

/** Returns, for each target, the sum of all rows' squared distances to the nearest centroid, were it one of them. `dots` are the rows' products with the targets. */
function measurePotentials(
  nearest: Float64Array,
  norms: Float64Array,
  { dots, width }: Products,
  targets: readonly number[],
): Float64Array {
  const potentials = new Float64Array(targets.length);
  const targetNorms = Float64Array.from(targets, (target) => norms[target]!);
  for (let row = 0; row < norms.length; row++) {
    const norm = norms[row]!;
    const before = nearest[row]!;
    for (let trial = 0; trial < targetNorms.length; trial++) {
      const distance = Math.max(0, norm + targetNorms[trial]! - 2 * dots[row * width + trial]!);
      potentials[trial]! += Math.min(before, distance);
    }
  }
  return potentials;
}

/** Lowers the squared distance of each row to its nearest centroid, in place, to that to a target, which is `trial` in the products. */
function keepNearer(
  nearest: Float64Array,
  norms: Float64Array,
  { dots, width }: Products,
  trial: number,
  target: number,
): void {
  const norm = norms[target]!;
  for (let row = 0; row < norms.length; row++) {
    const distance = Math.max(0, norms[row]! + norm - 2 * dots[row * width + trial]!);
    if (distance < nearest[row]!) nearest[row] = distance;
  }
}

function sumWeights(weights: Float64Array): number {
  let total = 0;
  for (let row = 0; row < weights.length; row++) total += weights[row]!;
  return total;
}

function drawByWeight(weights: Float64Array, total: number, random: Random): number {
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
