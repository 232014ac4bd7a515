import { selectLargest } from "./nearest-neighbors.ts";
import { countVectors, dotProduct, squaredNorms, type Vectors } from "./vectors.ts";

/**
 * Returns how far a map can be trusted (Venna and Kaski 2001, as scikit-learn computes it): 1 where the k nearest points of each point on the map are its k nearest in the space.
 * Another costs by its rank there. `rows` are the points judged, against all n. Ties go to the lower row. Throws unless k < n/2.
 */
export function computeTrustworthiness(space: Vectors, map: Vectors, k: number, rows: ArrayLike<number>): number {
  const count = countVectors(space);
  if (k < 1 || k >= count / 2)
    throw new Error(`neighbours for trustworthiness: ${k} where ${count} points allow less than ${count / 2}`);
  const spaceNorms = squaredNorms(space);
  const mapNorms = squaredNorms(map);
  const near = { indices: new Int32Array(k), scores: new Float64Array(k) };
  let penalty = 0;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const inSpace = scoreNearness(space, spaceNorms, row);
    selectLargest(scoreNearness(map, mapNorms, row), row, near.indices, near.scores);
    for (const other of near.indices) penalty += Math.max(0, rankOf(other, inSpace, row) - k);
  }
  return 1 - (penalty * 2) / (rows.length * k * (2 * count - 3 * k - 1));
}

/** Returns a number for each row that is the higher the nearer it is to the given one. */
function scoreNearness(vectors: Vectors, norms: Float64Array, row: number): Float64Array {
  return norms.map((norm, other) => 2 * dotProduct(vectors, row, vectors, other) - norm);
}

/** Returns the place of one row, from 1, among all but `own` in order of score. */
function rankOf(wanted: number, scores: Float64Array, own: number): number {
  const score = scores[wanted]!;
  let rank = 1;
  for (let other = 0; other < scores.length; other++) {
    if (other !== own && (scores[other]! > score || (scores[other] === score && other < wanted))) rank++;
  }
  return rank;
}
