import { countVectors, type Vectors } from "./vectors.ts";

/** Returns the mean cosine of each two of the rows, all of them if none are given, which are unit vectors; 1 for less than two. */
export function measureMeanSimilarity(vectors: Vectors, rows?: readonly number[]): number {
  const { values, dimensions } = vectors;
  const sums = new Float64Array(dimensions);
  const add = (row: number) => {
    for (let d = 0; d < dimensions; d++) sums[d]! += values[row * dimensions + d]!;
  };
  const count = rows ? rows.length : countVectors(vectors);
  if (count < 2) return 1;
  for (let place = 0; place < count; place++) add(rows ? rows[place]! : place);
  const squared = sums.reduce((total, sum) => total + sum * sum, 0);
  return (squared - count) / (count * (count - 1));
}
