import { countClusterSizes } from "./cluster-sizes.ts";
import { countVectors, dotProduct, squaredNorms, type Vectors } from "./vectors.ts";

/** Returns the Euclidean distances between all n rows, n x n, row-major. */
export function computeDistances(vectors: Vectors): Float32Array {
  const count = countVectors(vectors);
  const norms = squaredNorms(vectors);
  const distances = new Float32Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const squared = norms[i]! + norms[j]! - 2 * dotProduct(vectors, i, vectors, j);
      distances[i * count + j] = distances[j * count + i] = Math.sqrt(Math.max(0, squared));
    }
  }
  return distances;
}

/**
 * Returns each row's silhouette (Rousseeuw 1987): (b - a) / max(a, b), from -1 to 1; 0 for a row alone in its cluster. a is the mean
 * distance to the other rows of its cluster, b to those of the nearest other cluster. `distances` is n x n; `clusterOf` gives each row
 * its cluster below k.
 */
export function computeSilhouettes(distances: Float32Array, clusterOf: ArrayLike<number>, k: number): Float64Array {
  const count = clusterOf.length;
  const sizes = countClusterSizes(clusterOf, k);
  const sums = new Float64Array(k);
  return Float64Array.from({ length: count }, (_, row) => {
    sums.fill(0);
    for (let other = 0; other < count; other++) sums[clusterOf[other]!]! += distances[row * count + other]!;
    const own = clusterOf[row]!;
    if (sizes[own] === 1) return 0;
    const a = sums[own]! / (sizes[own]! - 1);
    let b = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c++) if (c !== own && sizes[c]! > 0) b = Math.min(b, sums[c]! / sizes[c]!);
    return Number.isFinite(b) ? (b - a) / Math.max(a, b, Number.MIN_VALUE) : 0;
  });
}
