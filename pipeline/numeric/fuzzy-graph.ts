import type { Neighbors } from "./nearest-neighbors.ts";

/** Who is near whom among n rows, as a symmetric sparse matrix: the entries of row i are those from starts[i] to starts[i + 1], each another row (`others`) and a weight above 0, of 1 at most. */
export type FuzzyGraph = { starts: Int32Array; others: Int32Array; weights: Float32Array };

const TOLERANCE = 1e-5;
const STEPS = 64;
/** Least width of a row's surroundings, as a share of the mean distance. */
const LEAST_WIDTH = 1e-3;

/**
 * Returns the fuzzy union of the rows' neighbourhoods (McInnes, Healy and Melville 2018, section 3): a neighbour's weight falls with its distance, 1 - cosine, beyond that of the nearest one. Neighbours are without the row
 * itself.
 */
export function buildFuzzyGraph(near: Neighbors): FuzzyGraph {
  const { k, indices } = near;
  const count = k === 0 ? 0 : indices.length / k;
  const weights = weighNeighbors(near);
  const incoming = listIncoming(near, count);
  const starts = new Int32Array(count + 1);
  const others = new Int32Array(2 * indices.length);
  const merged = new Float32Array(2 * indices.length);
  const placeOf = new Int32Array(count).fill(-1);
  let size = 0;
  for (let row = 0; row < count; row++) {
    const first = size;
    for (let entry = row * k; entry < (row + 1) * k; entry++) {
      placeOf[indices[entry]!] = size;
      others[size] = indices[entry]!;
      merged[size++] = weights[entry]!;
    }
    for (let at = incoming.starts[row]!; at < incoming.starts[row + 1]!; at++) {
      const entry = incoming.entries[at]!;
      const other = Math.floor(entry / k);
      const place = placeOf[other]!;
      if (place >= first) merged[place] = merged[place]! + weights[entry]! - merged[place]! * weights[entry]!;
      else {
        others[size] = other;
        merged[size++] = weights[entry]!;
      }
    }
    starts[row + 1] = size;
  }
  return { starts, others: others.slice(0, size), weights: merged.slice(0, size) };
}

/** Returns how much each neighbour belongs to its row, n x k: those of a row add up to the binary logarithm of k + 1. */
function weighNeighbors({ k, similarities }: Neighbors): Float64Array {
  const distances = Float64Array.from(similarities, (cosine) => Math.max(0, 1 - cosine));
  const count = distances.length / Math.max(1, k);
  const meanOfAll = distances.reduce((sum, distance) => sum + distance, 0) / (distances.length + count);
  const wanted = Math.log2(k + 1);
  for (let start = 0; start < distances.length; start += k) {
    const own = distances.subarray(start, start + k);
    const nearest = own.find((distance) => distance > 0) ?? 0;
    const mean = own.reduce((sum, distance) => sum + distance, 0) / (k + 1);
    const width = Math.max(findWidth(own, nearest, wanted), LEAST_WIDTH * (nearest > 0 ? mean : meanOfAll));
    for (let place = 0; place < k; place++) own[place] = weigh(own[place]! - nearest, width);
  }
  return distances;
}

/** Returns the width at which the weights add up to what is wanted, by bisection. */
function findWidth(distances: Float64Array, nearest: number, wanted: number): number {
  let [low, high, width] = [0, Number.POSITIVE_INFINITY, 1];
  for (let step = 0; step < STEPS; step++) {
    let sum = 0;
    for (let place = 0; place < distances.length; place++) sum += weigh(distances[place]! - nearest, width);
    if (Math.abs(sum - wanted) < TOLERANCE) break;
    if (sum > wanted) high = width;
    else low = width;
    width = high === Number.POSITIVE_INFINITY ? 2 * width : (low + high) / 2;
  }
  return width;
}

function weigh(beyond: number, width: number): number {
  return beyond > 0 ? Math.exp(-beyond / width) : 1;
}

/** Returns the entries of `indices` that name each row, in ascending order. */
function listIncoming({ indices }: Neighbors, count: number): { starts: Int32Array; entries: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (const row of indices) starts[row + 1]!++;
  for (let row = 0; row < count; row++) starts[row + 1]! += starts[row]!;
  const next = starts.slice(0, count);
  const entries = new Int32Array(indices.length);
  for (let entry = 0; entry < indices.length; entry++) entries[next[indices[entry]!]!++] = entry;
  return { starts, entries };
}
