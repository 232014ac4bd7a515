import { MatrixProduct } from "./matrix-product.ts";
import { countVectors, type Vectors } from "./vectors.ts";

/** The k nearest rows of each of n rows, and their dot products with it: both n x k, row-major, the nearest first. */
export type Neighbors = { k: number; indices: Int32Array; similarities: Float32Array };

const BLOCK_ROWS = 512;

/** Returns the exact nearest other rows of each row by dot product (the cosine, for unit rows), ties by row number. k is cut to the other rows there are. */
export async function findNearestNeighbors(vectors: Vectors, k: number): Promise<Neighbors> {
  return findNearest(vectors, vectors, Math.min(k, countVectors(vectors) - 1), (row) => row);
}

/** Returns the exact nearest rows of `candidates` for each row of `queries` by dot product, ties by row number. k is cut to the candidates there are. */
export async function findNearestAmong(queries: Vectors, candidates: Vectors, k: number): Promise<Neighbors> {
  return findNearest(queries, candidates, Math.min(k, countVectors(candidates)), () => -1);
}

async function findNearest(
  queries: Vectors,
  candidates: Vectors,
  k: number,
  excluded: (row: number) => number,
): Promise<Neighbors> {
  const count = countVectors(queries);
  const width = countVectors(candidates);
  const indices = new Int32Array(count * k);
  const similarities = new Float32Array(count * k);
  const { values, dimensions } = queries;
  const product = await MatrixProduct.open();
  try {
    for (let start = 0; start < count; start += BLOCK_ROWS) {
      const rows = Math.min(BLOCK_ROWS, count - start);
      const block = { values: values.subarray(start * dimensions, (start + rows) * dimensions), dimensions };
      const scores = await product.multiplyTransposed(block, candidates);
      for (let row = 0; row < rows; row++) {
        const offset = (start + row) * k;
        selectLargest(
          scores.subarray(row * width, (row + 1) * width),
          excluded(start + row),
          indices.subarray(offset, offset + k),
          similarities.subarray(offset, offset + k),
        );
      }
    }
  } finally {
    await product.close();
  }
  return { k, indices, similarities };
}

/** Fills `indices` with the rows of the largest scores but `own`, ties by row number, and `largest` with their scores. */
export function selectLargest<Numbers extends Float32Array | Float64Array>(
  scores: Numbers,
  own: number,
  indices: Int32Array,
  largest: Numbers,
): void {
  const width = indices.length;
  let filled = 0;
  for (let candidate = 0; candidate < scores.length; candidate++) {
    const score = scores[candidate]!;
    if (candidate === own || (filled === width && score <= largest[width - 1]!)) continue;
    let place = filled < width ? filled++ : width - 1;
    while (place > 0 && largest[place - 1]! < score) {
      largest[place] = largest[place - 1]!;
      indices[place] = indices[place - 1]!;
      place--;
    }
    largest[place] = score;
    indices[place] = candidate;
  }
}
