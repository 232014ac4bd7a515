import type { StandingMap } from "./standing-map.ts";
import type { Vectors } from "./vectors.ts";

/** How far the points of a map that were on the one before have moved. */
export type MapMoves = {
  /** Points on both. */
  points: number;
  /** Median length of their moves, as a share of the width of the map before. */
  medianShare: number;
};

/** Compares a map, n x 2, with the one before; null where that has no two points side by side. */
export function measureMoves({ positions, isKnown }: StandingMap, { values }: Vectors): MapMoves | null {
  const known = [...isKnown.keys()].filter((row) => isKnown[row]);
  const before = positions.values;
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of known) {
    left = Math.min(left, before[2 * row]!);
    right = Math.max(right, before[2 * row]!);
  }
  if (!(right > left)) return null;
  const lengths = known
    .map((row) => Math.hypot(values[2 * row]! - before[2 * row]!, values[2 * row + 1]! - before[2 * row + 1]!))
    .sort((a, b) => a - b);
  const [low, high] = [lengths[(lengths.length - 1) >> 1]!, lengths[lengths.length >> 1]!];
  return { points: known.length, medianShare: (low + high) / 2 / (right - left) };
}
