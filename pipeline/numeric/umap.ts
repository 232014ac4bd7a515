import { UMAP } from "umap-js";
import type { Random } from "../random.ts";
import { findNearestNeighbors } from "./nearest-neighbors.ts";
import { projectOnPrincipalComponents } from "./principal-components.ts";
import { countVectors, type Vectors, viewVector } from "./vectors.ts";

export type UmapOptions = { neighbors: number; minDistance: number };

/**
 * Returns two coordinates a row: UMAP (McInnes, Healy and Melville 2018) by umap-js on exact nearest neighbours, then centred and
 * turned so that the map is wider than high. Rows are unit vectors; distance is 1 - cosine. Fewer than four rows are laid on a line.
 */
export async function projectByUmap(
  vectors: Vectors,
  options: UmapOptions,
  random: Random,
  onEpoch: (epoch: number, epochs: number) => void = () => {},
): Promise<Vectors> {
  const count = countVectors(vectors);
  if (count < LEAST_ROWS)
    return { values: Float32Array.from({ length: count * 2 }, (_, i) => (i % 2 === 0 ? i / 2 : 0)), dimensions: 2 };
  const nNeighbors = Math.min(options.neighbors, count - 1);
  const { k, indices, similarities } = await findNearestNeighbors(vectors, nNeighbors - 1);
  const rows = Array.from({ length: count }, (_, row) => row);
  const umap = new UMAP({
    nComponents: 2,
    nNeighbors,
    minDist: options.minDistance,
    spread: 1,
    random: () => random.next(),
  });
  // umap-js counts a row as its own first neighbour.
  umap.setPrecomputedKNN(
    rows.map((row) => [row, ...indices.subarray(row * k, (row + 1) * k)]),
    rows.map((row) => [
      0,
      ...Array.from(similarities.subarray(row * k, (row + 1) * k), (cosine) => Math.max(0, 1 - cosine)),
    ]),
  );
  const epochs = umap.initializeFit(rows.map((row) => Array.from(viewVector(vectors, row))));
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    onEpoch(epoch + 1, epochs);
  }
  return projectOnPrincipalComponents({ values: Float32Array.from(umap.getEmbedding().flat()), dimensions: 2 }, 2);
}

const LEAST_ROWS = 4;
