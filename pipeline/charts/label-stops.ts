/** Members looked at when a topic's thick places are sought: more change little. */
const SAMPLE = 400;
/** Pixels in which members count as neighbours. */
const NEIGHBORHOOD = 26;
/** Part of the densest place's neighbours that a place must have. */
const LEAST_DENSITY = 0.5;

/**
 * Returns points of a topic that its name may stand beside, or its line end at: spread over its thick places, at most `most`, the first the
 * one nearest to its anchor. A topic without points gives none.
 */
export function spreadStops(
  { xs, ys }: { xs: ArrayLike<number>; ys: ArrayLike<number> },
  members: readonly number[],
  anchor: { x: number; y: number },
  most: number,
): number[] {
  const step = Math.max(1, members.length / SAMPLE);
  const sample = members.filter((_, rank) => Math.floor(rank / step) !== Math.floor((rank - 1) / step));
  const squaredTo = (a: number, b: number) => (xs[a]! - xs[b]!) ** 2 + (ys[a]! - ys[b]!) ** 2;
  const density = sample.map((point) => sample.filter((other) => squaredTo(point, other) < NEIGHBORHOOD ** 2).length);
  const least = LEAST_DENSITY * Math.max(...density);
  const thick = sample.filter((_, index) => density[index]! >= least);
  if (thick.length === 0) return [];

  const toAnchor = (point: number) => (xs[point]! - anchor.x) ** 2 + (ys[point]! - anchor.y) ** 2;
  const stops = [thick.reduce((best, point) => (toAnchor(point) < toAnchor(best) ? point : best))];
  const gaps = thick.map((point) => squaredTo(point, stops[0]!));
  while (stops.length < most) {
    const farthest = gaps.indexOf(Math.max(...gaps));
    if (gaps[farthest] === 0) break;
    stops.push(thick[farthest]!);
    for (const [index, point] of thick.entries())
      gaps[index] = Math.min(gaps[index]!, squaredTo(point, thick[farthest]!));
  }
  return stops;
}
