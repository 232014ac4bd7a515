import { normalizeRows, type Vectors, viewVector } from "./vectors.ts";

/** Returns the unit-length mean of each topic's rows, k rows; a label of -1 is none. */
export function computeUnitCentroids(vectors: Vectors, labels: Int32Array, k: number): Vectors {
  const { dimensions } = vectors;
  const sums = new Float64Array(k * dimensions);
  for (let row = 0; row < labels.length; row++) {
    if (labels[row]! < 0) continue;
    const vector = viewVector(vectors, row);
    for (let d = 0; d < dimensions; d++) sums[labels[row]! * dimensions + d]! += vector[d]!;
  }
  return normalizeRows({ values: Float32Array.from(sums), dimensions });
}
