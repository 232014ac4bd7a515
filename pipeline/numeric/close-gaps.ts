import { countVectors, type Vectors } from "./vectors.ts";

/** The widest empty stripe that a map keeps, as a share of its extent along that axis. */
const WIDEST_GAP = 0.1;

/**
 * Returns the map, rows x 2, with each stripe across it that holds no point narrowed to at most WIDEST_GAP, and centred. How far apart groups lie means nothing in UMAP, and empty
 * stripes take the room of what there is to see. Points on one side of a stripe keep their places to each other.
 */
export function closeGaps(map: Vectors): Vectors {
  const values = Float32Array.from(map.values);
  for (const axis of [0, 1]) {
    const coordinates = Float64Array.from({ length: countVectors(map) }, (_, row) => map.values[2 * row + axis]!);
    const closed = closeAxis(coordinates);
    const mean = closed.reduce((sum, coordinate) => sum + coordinate, 0) / Math.max(closed.length, 1);
    for (const [row, coordinate] of closed.entries()) values[2 * row + axis] = coordinate - mean;
  }
  return { values, dimensions: 2 };
}

function closeAxis(coordinates: Float64Array): Float64Array {
  const order = [...coordinates.keys()].sort((a, b) => coordinates[a]! - coordinates[b]! || a - b);
  const gaps = order.slice(1).map((row, place) => coordinates[row]! - coordinates[order[place]!]!);
  const widest = findWidest(gaps);
  const closed = coordinates.slice();
  let taken = 0;
  for (const [place, gap] of gaps.entries()) {
    taken += Math.max(0, gap - widest);
    closed[order[place + 1]!]! -= taken;
  }
  return closed;
}

/**
 * Returns the width w to which wider gaps are narrowed: WIDEST_GAP of the extent that is left, which is that of all other gaps and w for each of these. Infinity where nearly all gaps
 * are so wide, as between few points.
 */
function findWidest(gaps: readonly number[]): number {
  let others = gaps.reduce((sum, gap) => sum + gap, 0);
  const descending = [...gaps].sort((a, b) => b - a);
  for (const [narrowed, gap] of descending.entries()) {
    const share = 1 - WIDEST_GAP * narrowed;
    if (share <= 0) break;
    const width = (WIDEST_GAP * others) / share;
    if (gap <= width) return width;
    others -= gap;
  }
  return Number.POSITIVE_INFINITY;
}
