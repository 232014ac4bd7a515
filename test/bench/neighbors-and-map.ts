import { MatrixProduct } from "../../pipeline/numeric/matrix-product.ts";
import { findNearestNeighbors } from "../../pipeline/numeric/nearest-neighbors.ts";
import { projectByUmap } from "../../pipeline/numeric/umap.ts";
import { countVectors, dotProduct, pickVectors, type Vectors } from "../../pipeline/numeric/vectors.ts";
import { createRandom } from "../../pipeline/random.ts";
import { measureInTurn } from "./measure.ts";

/** Seconds of the exact nearest neighbours and of UMAP on them, and how many times as fast the matrix product is as a loop. */
export type NeighborFigures = {
  rows: number;
  dimensions: number;
  neighborSeconds: number;
  loopOverProduct: number;
  umapSeconds: number;
};

const NEIGHBORS = 20;
const MAP_NEIGHBORS = 14;
const LOOP_ROWS = 256;

/** Measures on unit rows with the settings of a default run. UMAP is run `umapRepeats` times, the rest `repeats` times. */
export async function measureNeighborsAndMap(
  vectors: Vectors,
  { repeats, umapRepeats }: { repeats: number; umapRepeats: number },
): Promise<NeighborFigures> {
  const count = countVectors(vectors);
  const few = pickVectors(
    vectors,
    Array.from({ length: Math.min(LOOP_ROWS, count) }, (_, row) => row),
  );
  const product = await MatrixProduct.open();
  try {
    const measured = await measureInTurn<"neighbors" | "product" | "loop", unknown>(repeats, {
      neighbors: () => findNearestNeighbors(vectors, NEIGHBORS),
      product: () => product.multiplyTransposed(few, vectors),
      loop: () => multiplyInLoop(few, vectors),
    });
    const near = await findNearestNeighbors(vectors, MAP_NEIGHBORS);
    const { umap } = await measureInTurn(umapRepeats, {
      umap: () => projectByUmap(vectors, near, { minDistance: 0.1 }, createRandom(1, "bench")),
    });
    return {
      rows: count,
      dimensions: vectors.dimensions,
      neighborSeconds: measured.neighbors.seconds,
      loopOverProduct: measured.loop.seconds / measured.product.seconds,
      umapSeconds: umap.seconds,
    };
  } finally {
    await product.close();
  }
}

function multiplyInLoop(a: Vectors, b: Vectors): Float32Array {
  const columns = countVectors(b);
  return Float32Array.from({ length: countVectors(a) * columns }, (_, cell) =>
    dotProduct(a, Math.floor(cell / columns), b, cell % columns),
  );
}
