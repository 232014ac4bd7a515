import { normalizeRows, type Vectors } from "./vectors.ts";

/** Returns the unit-length mean of each cluster's rows, k x dimensions. `clusterOf` gives each row its cluster below k, or -1. */
export function computeUnitCentroids(vectors: Vectors, clusterOf: Int32Array, k: number): Vectors {
  const { dimensions } = vectors;
  return normalizeRows({ values: Float32Array.from(sumClusters(vectors, clusterOf, k)), dimensions });
}

/** Returns the sum of each cluster's rows, k x dimensions, row-major. `clusterOf` gives each row its cluster below k, or -1. */
export function sumClusters({ values, dimensions }: Vectors, clusterOf: Int32Array, k: number): Float64Array {
  const sums = new Float64Array(k * dimensions);
  for (let row = 0; row < clusterOf.length; row++) {
    if (clusterOf[row]! < 0) continue;
    const to = clusterOf[row]! * dimensions;
    for (let d = 0; d < dimensions; d++) sums[to + d]! += values[row * dimensions + d]!;
  }
  return sums;
}
