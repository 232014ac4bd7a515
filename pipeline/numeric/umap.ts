import { UMAP } from "umap-js";
import type { Random } from "../random.ts";
import { findNearestNeighbors } from "./nearest-neighbors.ts";
import { withPortablePower } from "./power.ts";
import { projectOnPrincipalComponents } from "./principal-components.ts";
import { countVectors, type Vectors, viewVector } from "./vectors.ts";

/** Neighbours that are kept near, and how close points may be packed. */
export type UmapOptions = { neighbors: number; minDistance: number };

const LEAST_ROWS = 4;

/** Returns how many epochs the layout of so many rows takes, as umap-js has it; none for fewer rows than it can lay out. */
export function countEpochs(rows: number): number {
  if (rows < LEAST_ROWS) return 0;
  return rows <= 2500 ? 500 : rows <= 5000 ? 400 : rows <= 7500 ? 300 : 200;
}

/**
 * Returns two coordinates a row, n x 2: UMAP (McInnes, Healy and Melville 2018) by umap-js on exact nearest neighbours. The map is
 * centred, and turned to be wider than high. Rows are unit vectors; distance is 1 - cosine. Fewer than four rows are laid on a line.
 */
export async function projectByUmap(
  vectors: Vectors,
  options: UmapOptions,
  random: Random,
  onEpoch: () => void = () => {},
): Promise<Vectors> {
  const count = countVectors(vectors);
  if (count < LEAST_ROWS) return layOnLine(count);
  const rows = Array.from({ length: count }, (_, row) => row);
  const nEpochs = countEpochs(count);
  const nNeighbors = Math.min(options.neighbors, count - 1);
  const umap = new UMAP({
    nComponents: 2,
    nEpochs,
    nNeighbors,
    minDist: options.minDistance,
    spread: 1,
    random: () => random.next(),
  });
  // umap-js counts a row as its own first neighbour.
  const { k, indices, similarities } = await findNearestNeighbors(vectors, nNeighbors - 1);
  const distances = Array.from(similarities, (cosine) => Math.max(0, 1 - cosine));
  umap.setPrecomputedKNN(
    rows.map((row) => [row, ...indices.subarray(row * k, (row + 1) * k)]),
    rows.map((row) => [0, ...distances.slice(row * k, (row + 1) * k)]),
  );
  withPortablePower(() => umap.initializeFit(rows.map((row) => Array.from(viewVector(vectors, row)))));
  for (let epoch = 0; epoch < nEpochs; epoch++) {
    withPortablePower(() => umap.step());
    onEpoch();
  }
  return projectOnPrincipalComponents({ values: Float32Array.from(umap.getEmbedding().flat()), dimensions: 2 }, 2);
}

function layOnLine(count: number): Vectors {
  return { values: Float32Array.from({ length: count * 2 }, (_, i) => (i % 2 === 0 ? i / 2 : 0)), dimensions: 2 };
}
