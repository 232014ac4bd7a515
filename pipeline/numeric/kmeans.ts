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

/** A k-means whose random numbers are drawn: for each start a row to begin with, and the shares by which the candidates are chosen. */
export type DrawnKMeans = { k: number; maxIterations: number; starts: readonly Float64Array[] };

/**
 * Clusters rows by Lloyd's k-means, started by greedy k-means++ (Arthur and Vassilvitskii 2007, with 2 + ln k candidates a step).
 * A cluster that loses its last row takes the row farthest from its centroid, as scikit-learn does. Ties go to the lower number.
 */
export function clusterByKMeans(vectors: Vectors, options: KMeansOptions, random: Random): KMeansResult {
  return runKMeans(vectors, drawKMeans(countVectors(vectors), options, random));
}

/** Draws all that is random in a k-means of `count` rows, so that it can run at any time and in any thread. */
export function drawKMeans(
  count: number,
  { k, restarts, maxIterations = 100 }: KMeansOptions,
  random: Random,
): DrawnKMeans {
  if (!Number.isInteger(k) || k < 1 || k > count) throw new Error(`k: ${k} where 1 to ${count} rows can be clustered`);
  const starts = Array.from({ length: restarts }, () => {
    const draws = new Float64Array(1 + countCandidates(k) * (k - 1));
    draws[0] = random.integer(count);
    for (let draw = 1; draw < draws.length; draw++) draws[draw] = random.next();
    return draws;
  });
  return { k, maxIterations, starts };
}

/** Runs a k-means that is drawn for as many rows: the same as clusterByKMeans. */
export function runKMeans(vectors: Vectors, { k, maxIterations, starts }: DrawnKMeans): KMeansResult {
  const norms = squaredNorms(vectors);
  let best: KMeansResult | null = null;
  for (const draws of starts) {
    const centroids = chooseStartingCentroids(vectors, norms, k, draws);
    const result = iterateLloyd(vectors, norms, centroids, maxIterations);
    if (best === null || result.inertia < best.inertia) best = result;
  }
  return best!;
}

function countCandidates(k: number): number {
  return 2 + Math.floor(Math.log(k));
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
  const isChanged = new Uint8Array(k).fill(1);
  let centroids = start;
  let previous: Int32Array = new Int32Array(count).fill(-1);
  for (let iterations = 1; ; iterations++) {
    const { clusterOf, distances } = assignByProducts(products, norms, centroids, k, isChanged);
    repairEmptyClusters(clusterOf, distances, k);
    const converged = !markChanged(isChanged, clusterOf, previous, iterations === 1);
    centroids = averageChanged(products, clusterOf, centroids, isChanged);
    if (converged || iterations >= maxIterations) {
      return { clusterOf, centroids, inertia: sumInertia(vectors, clusterOf, centroids), iterations, converged };
    }
    previous = clusterOf;
  }
}

/** Marks the clusters that rows came into or left, or all of them, and returns whether any row did. A cluster of the same rows has its centroid to the bit. */
function markChanged(isChanged: Uint8Array, clusterOf: Int32Array, previous: Int32Array, all: boolean): boolean {
  isChanged.fill(Number(all));
  let isAny = false;
  for (let row = 0; row < clusterOf.length; row++) {
    if (clusterOf[row] === previous[row]) continue;
    isAny = true;
    isChanged[clusterOf[row]!] = 1;
    if (!all) isChanged[previous[row]!] = 1;
  }
  return isAny;
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
  isChanged?: Uint8Array,
): { clusterOf: Int32Array; distances: Float64Array } {
  const dimensions = centroids.length / k;
  products.multiply(centroids, isChanged);
  const lengths = new Float64Array(k);
  for (let entry = 0; entry < centroids.length; entry++)
    lengths[Math.floor(entry / dimensions)]! += centroids[entry]! * centroids[entry]!;
  const { nearest, least } = products.findNearest(lengths);
  for (let row = 0; row < norms.length; row++) least[row] = Math.max(0, least[row]! + norms[row]!);
  return { clusterOf: nearest, distances: least };
}

/** Returns the mean of each cluster's rows, k x dimensions, row-major. Every row has a cluster. */
export function averageClusters(vectors: Vectors, clusterOf: Int32Array, k: number): Float64Array {
  const sizes = countClusterSizes(clusterOf, k);
  return sumClusters(vectors, clusterOf, k).map(
    (sum, entry) => sum / Math.max(1, sizes[Math.floor(entry / vectors.dimensions)]!),
  );
}

/** Returns the same, where the clusters that are not marked as changed keep their centroids. */
function averageChanged(
  products: RowProducts,
  clusterOf: Int32Array,
  centroids: Float64Array,
  isChanged: Uint8Array,
): Float64Array {
  const k = isChanged.length;
  const sizes = countClusterSizes(clusterOf, k);
  const means = products.sumRows(clusterOf.map((cluster) => (isChanged[cluster] === 1 ? cluster : -1)));
  const dimensions = means.length / k;
  for (let entry = 0; entry < means.length; entry++) {
    const cluster = Math.floor(entry / dimensions);
    means[entry] = isChanged[cluster] === 1 ? means[entry]! / Math.max(1, sizes[cluster]!) : centroids[entry]!;
  }
  return means;
}

function chooseStartingCentroids(vectors: Vectors, norms: Float64Array, k: number, draws: Float64Array): Float64Array {
  const count = norms.length;
  const candidates = countCandidates(k);
  const products = new RowProducts(vectors);
  const multiply = (rows: readonly number[]) => products.multiply(Float64Array.from(pickVectors(vectors, rows).values));
  const chosen = [draws[0]!];
  const nearest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  keepNearer(nearest, norms, multiply(chosen), 0, chosen[0]!);
  while (chosen.length < k) {
    const total = sumWeights(nearest);
    const first = 1 + candidates * (chosen.length - 1);
    const rows = Array.from(draws.subarray(first, first + candidates), (share) =>
      chooseByWeight(nearest, total, share),
    );
    const dots = multiply(rows);
    // Of each candidate: the sum of all rows' squared distances to the nearest centroid, were it one of them.
    const lengths = Float64Array.from(rows, (row) => norms[row]!);
    const potentials = products.sumLeast(lengths, norms, nearest);
    const best = potentials.reduce((least, potential, trial) => (potential < potentials[least]! ? trial : least), 0);
    keepNearer(nearest, norms, dots, best, rows[best]!);
    chosen.push(rows[best]!);
  }
  return Float64Array.from(pickVectors(vectors, chosen).values);
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

/** Returns the row at which so large a share of all weights is passed; where all are 0, the row at that share of the rows. */
function chooseByWeight(weights: Float64Array, total: number, share: number): number {
  let left = share * total;
  for (let row = 0; row < weights.length; row++) {
    left -= weights[row]!;
    if (left < 0) return row;
  }
  return Math.floor(share * weights.length);
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
