import { traceContours } from "../../../charts/density-contours.ts";
import { COORDINATE_RANGE } from "../../atlas-data.ts";

/** The lines round the places where papers of a topic lie thick, the outermost first: rings of x and y in turn, in units of the map. */
export type TopicContours = { topic: number; levels: number[][][] };

/** Bandwidth of the kernel: 2 % of the map. */
const BANDWIDTH = 0.02 * COORDINATE_RANGE;
const CELL = 0.6 * BANDWIDTH;
/** Shares of the densest place. */
const LEVELS = [0.05, 0.13, 0.26, 0.42, 0.62, 0.82];
/** Three box blurs come close to a Gaussian (central limit). */
const BLURS = 3;
const REACH = 4 * BANDWIDTH;
/** Half of the width of a box whose three-fold blur has the bandwidth's variance, in cells. */
const HALF_BOX = Math.max(1, Math.round((Math.sqrt((12 * (BANDWIDTH / CELL) ** 2) / BLURS + 1) - 1) / 2));
/** Density below which nothing is drawn: a lone paper is a topic's stray, not a dense place. */
const STRAY = 1.2 * measureStray();

/** Returns the contours of the density of some papers (binned, blurred to a Gaussian, traced by marching squares). */
export function traceTopic(topic: number, rows: Uint32Array, xs: Uint16Array, ys: Uint16Array): TopicContours {
  if (rows.length < 2) return { topic, levels: [] };
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const row of rows) {
    left = Math.min(left, xs[row]!);
    right = Math.max(right, xs[row]!);
    top = Math.min(top, ys[row]!);
    bottom = Math.max(bottom, ys[row]!);
  }
  left -= REACH;
  top -= REACH;
  const columns = Math.ceil((right + REACH - left) / CELL) + 1;
  const lines = Math.ceil((bottom + REACH - top) / CELL) + 1;
  let values = new Float64Array(columns * lines);
  for (const row of rows) addToCorners(values, columns, (xs[row]! - left) / CELL, (ys[row]! - top) / CELL);
  for (let pass = 0; pass < BLURS; pass++) values = blur(blur(values, columns, lines), lines, columns);
  const peak = values.reduce((most, value) => Math.max(most, value), 0);
  const levels = [...new Set(LEVELS.map((share) => Math.max(share * peak, STRAY)))].map((level) =>
    traceContours({ columns, rows: lines, values }, level).map((ring) =>
      ring.flatMap(({ x, y }) => [left + x * CELL, top + y * CELL]),
    ),
  );
  return { topic, levels: levels.filter((rings) => rings.length > 0) };
}

/** Zooms between which contours fade out: nearer, the papers themselves are told apart. */
const FADING_ZOOMS = [2.5, 7] as const;

/** Returns how much of the contours is seen at a zoom, 0 to 1. */
export function chooseHaze(zoom: number): number {
  const passed = Math.log(zoom / FADING_ZOOMS[0]) / Math.log(FADING_ZOOMS[1] / FADING_ZOOMS[0]);
  return 1 - Math.min(1, Math.max(0, passed));
}

/** Draws a ring without corners: through the middles of its sides, each corner the bend between two of them (quadratic Bézier curves). */
export function smoothRing(
  ring: readonly number[],
  begin: (x: number, y: number) => void,
  bend: (bendX: number, bendY: number, x: number, y: number) => void,
): void {
  const last = ring.length - 2;
  begin((ring[last]! + ring[0]!) / 2, (ring[last + 1]! + ring[1]!) / 2);
  for (let index = 0; index <= last; index += 2) {
    const next = index === last ? 0 : index + 2;
    bend(ring[index]!, ring[index + 1]!, (ring[index]! + ring[next]!) / 2, (ring[index + 1]! + ring[next + 1]!) / 2);
  }
}

/** Shares one paper among the four corners of its cell, the nearer the more. */
function addToCorners(values: Float64Array, columns: number, x: number, y: number): void {
  const [column, line] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - column, y - line];
  const corner = line * columns + column;
  values[corner]! += (1 - right) * (1 - down);
  values[corner + 1]! += right * (1 - down);
  values[corner + columns]! += (1 - right) * down;
  values[corner + columns + 1]! += right * down;
}

/** Returns the values blurred along their rows, and turned: rows become columns. */
function blur(values: Float64Array, columns: number, lines: number): Float64Array<ArrayBuffer> {
  const blurred = new Float64Array(columns * lines);
  const width = 2 * HALF_BOX + 1;
  for (let line = 0; line < lines; line++) {
    let sum = 0;
    for (let column = -HALF_BOX; column < columns; column++) {
      const entering = column + HALF_BOX;
      const leaving = column - HALF_BOX - 1;
      if (entering < columns) sum += values[line * columns + entering]!;
      if (leaving >= 0) sum -= values[line * columns + leaving]!;
      if (column >= 0) blurred[column * lines + line] = Math.max(0, sum) / width;
    }
  }
  return blurred;
}

/** Returns the density in the middle of a paper that stands alone. */
function measureStray(): number {
  const side = 8 * HALF_BOX + 1;
  let values = new Float64Array(side * side);
  values[(side * side - 1) / 2] = 1;
  for (let pass = 0; pass < BLURS; pass++) values = blur(blur(values, side, side), side, side);
  return values.reduce((most, value) => Math.max(most, value), 0);
}
