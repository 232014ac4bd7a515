import { countVectors, dotProduct, squaredNorms, type Vectors } from "./vectors.ts";

/**
 * Returns how far a map can be trusted (Venna and Kaski 2001, as scikit-learn computes it): 1 when the k nearest points of every
 * point on the map are its k nearest in the space too; each intruder costs by its rank there. `rows` are the points that are judged,
 * against all others; ties go to the lower row. k is less than half the number of points.
 */
export function computeTrustworthiness(space: Vectors, map: Vectors, k: number, rows: ArrayLike<number>): number {
  const count = countVectors(space);
  if (k < 1 || k >= count / 2)
    throw new Error(`neighbours for trustworthiness: ${k} where ${count} points allow less than ${count / 2}`);
  const spaceNorms = squaredNorms(space);
  const mapNorms = squaredNorms(map);
  let penalty = 0;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const ranks = rankByDistance(space, spaceNorms, row);
    const near = orderByDistance(map, mapNorms, row).slice(0, k);
    for (const other of near) penalty += Math.max(0, ranks[other]! - k);
  }
  return 1 - (penalty * 2) / (rows.length * k * (2 * count - 3 * k - 1));
}

function orderByDistance(vectors: Vectors, norms: Float64Array, row: number): Int32Array {
  const distances = Float64Array.from(norms, (norm, other) => norm - 2 * dotProduct(vectors, row, vectors, other));
  return Int32Array.from(norms.keys())
    .filter((other) => other !== row)
    .sort((a, b) => distances[a]! - distances[b]! || a - b);
}

function rankByDistance(vectors: Vectors, norms: Float64Array, row: number): Int32Array {
  const ranks = new Int32Array(norms.length);
  orderByDistance(vectors, norms, row).forEach((other, index) => {
    ranks[other] = index + 1;
  });
  return ranks;
}
