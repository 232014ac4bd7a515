import { type AtlasTopic, COORDINATE_RANGE } from "../../atlas-data.ts";
import type { PointGrid } from "./point-grid.ts";

/** Where a name stands: a place in units of the map, and pixels from it down to the middle of the name. */
export type LabelPlace = { x: number; y: number; shift: number };

/** Papers as far as this from a topic's densest paper, as a share of the map, are its core. */
const CORE = 0.05;
/** Room between a name and the papers, in pixels. */
const GAP = 7;
/** Zooms at which the papers under a name are counted. */
const ZOOMS = [1, 1.6, 2.6];
/** Papers that a name below its own, or over them, may hide fewer for being there. */
const HANDICAPS = { above: 0, below: 0.6, over: 1.5 };
const MOST_COUNTED = 40;

/**
 * Returns where a topic's name hides the fewest papers: above its core, below it, or on its densest place; of equal ones the first of these. `scale` is that
 * at which all of the map fits, in CSS pixels per unit.
 */
export function chooseLabelPlace(
  topic: AtlasTopic,
  box: { width: number; height: number },
  rows: Uint32Array,
  papers: { x: Uint16Array; y: Uint16Array },
  grid: PointGrid,
  scale: number,
): LabelPlace {
  const core = Array.from(rows).filter(
    (row) => Math.hypot(papers.x[row]! - topic.x, papers.y[row]! - topic.y) <= CORE * COORDINATE_RANGE,
  );
  if (core.length === 0) return { x: topic.x, y: topic.y, shift: 0 };
  const xs = core.map((row) => papers.x[row]!).sort((a, b) => a - b);
  const ys = core.map((row) => papers.y[row]!).sort((a, b) => a - b);
  const middle = xs[Math.floor(xs.length / 2)]!;
  const apart = box.height / 2 + GAP;
  const places = {
    above: { x: middle, y: quantile(ys, 0.04), shift: -apart },
    below: { x: middle, y: quantile(ys, 0.96), shift: apart },
    over: { x: topic.x, y: topic.y, shift: 0 },
  };
  let best: LabelPlace = places.over;
  let least = Number.POSITIVE_INFINITY;
  for (const [name, place] of Object.entries(places) as [keyof typeof places, LabelPlace][]) {
    const hidden = ZOOMS.map((zoom) => countHidden(place, box, grid, scale * zoom));
    const cost = hidden.reduce((sum, count) => sum + count, 0) / ZOOMS.length + HANDICAPS[name];
    if (cost >= least) continue;
    least = cost;
    best = place;
  }
  return best;
}

function countHidden(
  { x, y, shift }: LabelPlace,
  { width, height }: { width: number; height: number },
  grid: PointGrid,
  scale: number,
): number {
  const middle = y + shift / scale;
  const [halfWidth, halfHeight] = [width / 2 / scale, height / 2 / scale];
  const hidden = grid.findInRectangle(x - halfWidth, middle - halfHeight, x + halfWidth, middle + halfHeight).length;
  return Math.min(hidden, MOST_COUNTED);
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))]!;
}
