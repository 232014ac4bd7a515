import { UMAP } from "umap-js";
import type { Random } from "../random.ts";
import { findNearestNeighbors, type Neighbors } from "./nearest-neighbors.ts";
import { withPortablePower } from "./power.ts";
import { projectOnPrincipalComponents } from "./principal-components.ts";
import { countVectors, type Vectors, viewVector } from "./vectors.ts";

/** Neighbours that are kept near, and how close points may be packed. */
export type UmapOptions = { neighbors: number; minDistance: number };

/** Where a layout starts, n x 2, and how strongly each row is drawn back to its start: the share of the way in the first epoch, less in each later one. */
export type LayoutStart = { positions: Vectors; pulls: Float64Array };

export const LEAST_ROWS = 4;

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
  const near = await findUmapNeighbors(vectors, options);
  return projectOnPrincipalComponents(layOut(vectors, near, options, random, null, onEpoch), 2);
}

/** Returns the neighbours that UMAP keeps near. umap-js counts a row as its own first neighbour, which these are without. */
export async function findUmapNeighbors(vectors: Vectors, { neighbors }: UmapOptions): Promise<Neighbors> {
  return findNearestNeighbors(vectors, Math.min(neighbors, countVectors(vectors) - 1) - 1);
}

/** Returns two coordinates for each of four rows or more, n x 2, as UMAP leaves them: neither centred nor turned. Without `start` they come from random places. */
export function layOut(
  vectors: Vectors,
  { k, indices, similarities }: Neighbors,
  { minDistance }: UmapOptions,
  random: Random,
  start: LayoutStart | null,
  onEpoch: () => void = () => {},
): Vectors {
  const rows = Array.from({ length: countVectors(vectors) }, (_, row) => row);
  const nEpochs = countEpochs(rows.length);
  const umap = new UMAP({
    nComponents: 2,
    nEpochs,
    nNeighbors: k + 1,
    minDist: minDistance,
    spread: 1,
    random: () => random.next(),
  });
  const distances = Array.from(similarities, (cosine) => Math.max(0, 1 - cosine));
  umap.setPrecomputedKNN(
    rows.map((row) => [row, ...indices.subarray(row * k, (row + 1) * k)]),
    rows.map((row) => [0, ...distances.slice(row * k, (row + 1) * k)]),
  );
  withPortablePower(() => umap.initializeFit(rows.map((row) => Array.from(viewVector(vectors, row)))));
  // umap-js moves the points that it returns.
  const points = umap.getEmbedding();
  if (start) for (const row of rows) points[row]!.splice(0, 2, ...viewVector(start.positions, row));
  for (let epoch = 0; epoch < nEpochs; epoch++) {
    withPortablePower(() => umap.step());
    if (start) pullBack(points, start, 1 - epoch / nEpochs);
    onEpoch();
  }
  return { values: Float32Array.from(points.flat()), dimensions: 2 };
}

function pullBack(points: number[][], { positions, pulls }: LayoutStart, strength: number): void {
  for (const [row, point] of points.entries()) {
    for (let axis = 0; axis < 2; axis++) {
      point[axis]! += strength * pulls[row]! * (positions.values[2 * row + axis]! - point[axis]!);
    }
  }
}

function layOnLine(count: number): Vectors {
  return { values: Float32Array.from({ length: count * 2 }, (_, i) => (i % 2 === 0 ? i / 2 : 0)), dimensions: 2 };
}
