import { setImmediate } from "node:timers/promises";
import type { Random } from "../random.ts";
import { closeGaps } from "./close-gaps.ts";
import { buildFuzzyGraph } from "./fuzzy-graph.ts";
import type { Neighbors } from "./nearest-neighbors.ts";
import { type Anchors, LayoutOptimizer } from "./optimize-layout.ts";
import { projectOnPrincipalComponents } from "./principal-components.ts";
import { layOutSpectrally } from "./spectral-layout.ts";
import { fitUmapCurve } from "./umap-curve.ts";
import { countVectors, type Vectors } from "./vectors.ts";

/** How close points may be packed. */
export type UmapOptions = { minDistance: number };

export const LEAST_ROWS = 4;

/** Half the width of the map at the start, and how far its points are shaken, so that equal rows part. */
const START_EXTENT = 10;
const SHAKE = 1e-3;

/** Returns how many epochs the layout of so many rows takes: 200 as umap-learn has it for many, more for fewer; none for fewer than can be laid out. */
export function countEpochs(rows: number): number {
  if (rows < LEAST_ROWS) return 0;
  return rows <= 2500 ? 1000 : rows <= 10_000 ? 300 : 200;
}

/**
 * Returns two coordinates a row, n x 2: UMAP (McInnes, Healy and Melville 2018) of the rows' nearest others (see findMapNeighbors), from a spectral layout. The map is centred, and turned to be
 * wider than high. Rows are unit vectors; distance is 1 - cosine. Fewer than four rows are laid on a line.
 */
export async function projectByUmap(
  vectors: Vectors,
  near: Neighbors,
  options: UmapOptions,
  random: Random,
  onEpoch: () => void = () => {},
): Promise<Vectors> {
  const count = countVectors(vectors);
  if (count < LEAST_ROWS) return layOnLine(count);
  return closeGaps(projectOnPrincipalComponents(await layOut(vectors, near, options, random, null, onEpoch), 2));
}

/** Returns two coordinates for each of four rows or more, n x 2, as UMAP leaves them: neither centred nor turned. They start from a spectral layout, or where they are anchored. */
export async function layOut(
  vectors: Vectors,
  near: Neighbors,
  { minDistance }: UmapOptions,
  random: Random,
  anchors: Anchors | null,
  onEpoch: () => void = () => {},
): Promise<Vectors> {
  const epochs = countEpochs(countVectors(vectors));
  const graph = buildFuzzyGraph(near);
  const points = anchors ? anchors.positions.slice() : shake(stretch(layOutSpectrally(vectors, graph)), random);
  const optimizer = new LayoutOptimizer(graph, points, epochs, fitUmapCurve(minDistance), random);
  for (let epoch = 0; epoch < epochs; epoch++) {
    optimizer.run(epoch, anchors);
    onEpoch();
    // Lets a signal in.
    await setImmediate();
  }
  return { values: Float32Array.from(points), dimensions: 2 };
}

/** Returns the points stretched to the extent of a start; those that are all at 0 stay there. */
function stretch(points: Float64Array): Float64Array {
  const extent = points.reduce((most, coordinate) => Math.max(most, Math.abs(coordinate)), 0);
  return extent > 0 ? points.map((coordinate) => (START_EXTENT * coordinate) / extent) : points;
}

function shake(points: Float64Array, random: Random): Float64Array {
  return points.map((coordinate) => coordinate + SHAKE * (random.next() - 0.5));
}

function layOnLine(count: number): Vectors {
  return { values: Float32Array.from({ length: count * 2 }, (_, i) => (i % 2 === 0 ? i / 2 : 0)), dimensions: 2 };
}
