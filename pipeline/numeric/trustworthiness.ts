import { selectLargest } from "./nearest-neighbors.ts";
import { RowProducts } from "./row-products.ts";
import { countVectors, dotProduct, squaredNorms, type Vectors } from "./vectors.ts";

/** Rows whose nearness to all is computed at once. */
const BLOCK = 32;

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
  const spaceProducts = new RowProducts(space);
  const near = { indices: new Int32Array(k), scores: new Float64Array(k) };
  const [inSpace, onMap] = [new Float64Array(count), new Float64Array(count)];
  let penalty = 0;
  for (let start = 0; start < rows.length; start += BLOCK) {
    const block = Array.from({ length: Math.min(BLOCK, rows.length - start) }, (_, place) => rows[start + place]!);
    const { dots, width } = spaceProducts.multiply(pickRows(space, block));
    block.forEach((row, column) => {
      for (let other = 0; other < count; other++) {
        inSpace[other] = 2 * dots[other * width + column]! - spaceNorms[other]!;
        onMap[other] = 2 * dotProduct(map, row, map, other) - mapNorms[other]!;
      }
      selectLargest(onMap, row, near.indices, near.scores);
      for (const rank of rankAll(near.indices, inSpace, row)) penalty += Math.max(0, rank - k);
    });
  }
  return 1 - (penalty * 2) / (rows.length * k * (2 * count - 3 * k - 1));
}

/** Returns the given rows as k x dimensions numbers. */
function pickRows({ values, dimensions }: Vectors, rows: readonly number[]): Float64Array {
  const picked = new Float64Array(rows.length * dimensions);
  rows.forEach((row, place) => {
    picked.set(values.subarray(row * dimensions, (row + 1) * dimensions), place * dimensions);
  });
  return picked;
}

/** Returns the place of each wanted row, from 1, among all but `own` in order of score. */
function rankAll(wanted: Int32Array, scores: Float64Array, own: number): Int32Array {
  const ranks = new Int32Array(wanted.length).fill(1);
  const least = wanted.reduce((lowest, row) => Math.min(lowest, scores[row]!), Number.POSITIVE_INFINITY);
  for (let other = 0; other < scores.length; other++) {
    const score = scores[other]!;
    if (score < least || other === own) continue;
    for (let place = 0; place < wanted.length; place++) {
      const row = wanted[place]!;
      if (score > scores[row]! || (score === scores[row] && other < row)) ranks[place]!++;
    }
  }
  return ranks;
}
