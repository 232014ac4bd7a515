import { MatrixProduct } from "./matrix-product.ts";
import { countVectors, type Vectors } from "./vectors.ts";

/** The k nearest rows of each of n rows, and their dot products with it: both n x k, row-major, the nearest first. */
export type Neighbors = { k: number; indices: Int32Array; similarities: Float32Array };

/** Rows and candidates that are multiplied at once, and what is called after so many rows. */
export type SearchOptions = { rows?: number; candidates?: number; onRows?: (rows: number) => void };

/** The products of a block take 16 MB. */
const ROWS = 512;
const CANDIDATES = 8192;

/** A block of products: of `rows` rows from `row` on, with `candidates` candidates from `candidate` on. */
type Block = { row: number; rows: number; candidate: number; candidates: number };

/** Returns the exact nearest other rows of each row by dot product (the cosine, for unit rows), ties by row number. k is cut to the other rows there are. */
export async function findNearestNeighbors(
  vectors: Vectors,
  k: number,
  options: SearchOptions = {},
): Promise<Neighbors> {
  return findNearest(vectors, vectors, Math.min(k, countVectors(vectors) - 1), (row) => row, options);
}

/** Returns the exact nearest rows of `candidates` for each row of `queries` by dot product, ties by row number. k is cut to the candidates there are. */
export async function findNearestAmong(
  queries: Vectors,
  candidates: Vectors,
  k: number,
  options: SearchOptions = {},
): Promise<Neighbors> {
  return findNearest(queries, candidates, Math.min(k, countVectors(candidates)), () => -1, options);
}

/** Returns the first `k` of the neighbours of each row. */
export function keepNearest(neighbors: Neighbors, k: number): Neighbors {
  if (k >= neighbors.k) return neighbors;
  const isKept = (_: number, entry: number) => entry % neighbors.k < k;
  return { k, indices: neighbors.indices.filter(isKept), similarities: neighbors.similarities.filter(isKept) };
}

async function findNearest(
  queries: Vectors,
  candidates: Vectors,
  k: number,
  excluded: (row: number) => number,
  { rows: rowsAtOnce = ROWS, candidates: candidatesAtOnce = CANDIDATES, onRows }: SearchOptions,
): Promise<Neighbors> {
  const indices = new Int32Array(Math.max(0, countVectors(queries) * k));
  const similarities = new Float32Array(indices.length);
  const filled = new Int32Array(countVectors(queries));
  const width = countVectors(candidates);
  const blocks = listBlocks(countVectors(queries), width, rowsAtOnce, candidatesAtOnce);
  const product = await MatrixProduct.open();
  try {
    const multiply = ({ row, rows, candidate, candidates: many }: Block) =>
      product.multiplyTransposed(viewRows(queries, row, rows), viewRows(candidates, candidate, many));
    let next = blocks.length > 0 ? multiply(blocks[0]!) : null;
    for (const [place, { row: first, rows, candidate, candidates: many }] of blocks.entries()) {
      const scores = await next!;
      // The next block is multiplied in threads of ONNX Runtime while this one is read.
      next = place + 1 < blocks.length ? multiply(blocks[place + 1]!) : null;
      for (let row = first; row < first + rows; row++) {
        filled[row] = keepLargest(
          scores.subarray((row - first) * many, (row - first + 1) * many),
          candidate,
          excluded(row),
          indices.subarray(row * k, (row + 1) * k),
          similarities.subarray(row * k, (row + 1) * k),
          filled[row]!,
        );
      }
      if (candidate + many === width) onRows?.(rows);
    }
  } finally {
    await product.close();
  }
  return { k, indices, similarities };
}

function listBlocks(rows: number, candidates: number, rowsAtOnce: number, candidatesAtOnce: number): Block[] {
  const blocks: Block[] = [];
  for (let row = 0; row < rows; row += rowsAtOnce) {
    for (let candidate = 0; candidate < candidates; candidate += candidatesAtOnce) {
      blocks.push({
        row,
        rows: Math.min(rowsAtOnce, rows - row),
        candidate,
        candidates: Math.min(candidatesAtOnce, candidates - candidate),
      });
    }
  }
  return blocks;
}

function viewRows({ values, dimensions }: Vectors, row: number, rows: number): Vectors {
  return { values: values.subarray(row * dimensions, (row + rows) * dimensions), dimensions };
}

/** Fills `indices` with the rows of the largest scores but `own`, ties by row number, and `largest` with their scores. */
export function selectLargest<Numbers extends Float32Array | Float64Array>(
  scores: Numbers,
  own: number,
  indices: Int32Array,
  largest: Numbers,
): void {
  keepLargest(scores, 0, own, indices, largest, 0);
}

/** Puts the scores of candidates from `first` on among the `filled` largest so far, and returns how many these then are. */
function keepLargest<Numbers extends Float32Array | Float64Array>(
  scores: Numbers,
  first: number,
  own: number,
  indices: Int32Array,
  largest: Numbers,
  filled: number,
): number {
  const width = indices.length;
  if (width === 0) return 0;
  let kept = filled;
  let least = kept === width ? largest[width - 1]! : Number.NEGATIVE_INFINITY;
  for (let place = 0; place < scores.length; place++) {
    const score = scores[place]!;
    if (kept === width && score <= least) continue;
    if (first + place === own) continue;
    let slot = kept < width ? kept++ : width - 1;
    while (slot > 0 && largest[slot - 1]! < score) {
      largest[slot] = largest[slot - 1]!;
      indices[slot] = indices[slot - 1]!;
      slot--;
    }
    largest[slot] = score;
    indices[slot] = first + place;
    if (kept === width) least = largest[width - 1]!;
  }
  return kept;
}
