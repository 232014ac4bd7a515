import { computeLeadingEigenvectors } from "./eigen.ts";
import type { FuzzyGraph } from "./fuzzy-graph.ts";
import { orthonormalize } from "./orthonormalize.ts";
import { countVectors, type Vectors } from "./vectors.ts";

/** Directions that are turned together, of which two are kept. */
const DIRECTIONS = 8;
/** Steps of the walk. A hundred or a thousand give no better map. */
const STEPS = 30;
const STEPS_BETWEEN_TURNS = 5;

/**
 * Returns two coordinates a row in the leading directions of a random walk on the graph (Belkin and Niyogi 2003), n x 2, flat: the first columns of the vectors, averaged over neighbours
 * step by step (subspace iteration, with Rayleigh and Ritz at the end). Rows that all fall together are at 0.
 */
export function layOutSpectrally(vectors: Vectors, graph: FuzzyGraph): Float64Array {
  const count = countVectors(vectors);
  const roots = measureDegrees(graph).map(Math.sqrt);
  const links = normalizeWeights(graph, roots);
  const width = Math.min(DIRECTIONS, vectors.dimensions);
  const directions = Array.from({ length: width }, (_, column) =>
    roots.map((root, row) => root * vectors.values[row * vectors.dimensions + column]!),
  );
  // The first direction, of no use, is the same for all rows; the others are kept apart from it.
  const basis: Float64Array[] = [roots.slice(), ...directions];
  orthonormalize(basis);
  for (let step = 1; step <= STEPS; step++) {
    for (let column = 1; column < basis.length; column++) basis[column] = walk(graph, links, basis[column]!);
    if (step % STEPS_BETWEEN_TURNS === 0) orthonormalize(basis);
  }
  const kept = basis.slice(1);
  const walked = kept.map((column) => walk(graph, links, column));
  const products = Float64Array.from({ length: width * width }, (_, entry) =>
    dot(kept[Math.floor(entry / width)]!, walked[entry % width]!),
  );
  const { vectors: turns, count: found } = computeLeadingEigenvectors(products, width, 2);
  const positions = new Float64Array(2 * count);
  for (let axis = 0; axis < found; axis++) {
    for (let column = 0; column < width; column++) {
      const share = turns[column * found + axis]!;
      for (let row = 0; row < count; row++) positions[2 * row + axis]! += (share * kept[column]![row]!) / roots[row]!;
    }
  }
  return positions;
}

function measureDegrees({ starts, weights }: FuzzyGraph): Float64Array {
  const degrees = new Float64Array(starts.length - 1);
  for (let row = 0; row < degrees.length; row++)
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) degrees[row]! += weights[entry]!;
  return degrees;
}

/** Returns the weights over the roots of both rows' degrees. */
function normalizeWeights({ starts, others, weights }: FuzzyGraph, roots: Float64Array): Float64Array {
  const links = new Float64Array(weights.length);
  for (let row = 0; row < roots.length; row++)
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++)
      links[entry] = weights[entry]! / (roots[row]! * roots[others[entry]!]!);
  return links;
}

/** Returns the column after a step: half of it stays, so that no direction swings. */
function walk({ starts, others }: FuzzyGraph, links: Float64Array, column: Float64Array): Float64Array {
  const next = new Float64Array(column.length);
  for (let row = 0; row < next.length; row++) {
    let sum = column[row]!;
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) sum += links[entry]! * column[others[entry]!]!;
    next[row] = sum / 2;
  }
  return next;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < a.length; row++) sum += a[row]! * b[row]!;
  return sum;
}
