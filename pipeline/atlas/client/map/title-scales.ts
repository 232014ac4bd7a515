import type { PointGrid } from "./point-grid.ts";

/** Sides of its dot on which a title may stand. */
export const TITLE_SIDES = ["right", "left", "below", "above"] as const;

/** When each title stands, by row: from which scale on, in pixels per unit (infinite for never), and on which side of its dot (a place in TITLE_SIDES). */
export type TitleScales = { from: Float64Array; side: Uint8Array };

/** Edges of a title with the way to its dot, in pixels from the dot's middle. */
export type TitleReach = { left: number; right: number; top: number; bottom: number };

/** Pixels between a dot and its title. */
export const TITLE_GAP = 5;
/** Pixels between titles. */
const TITLE_ROOM = 4;

/** Titles placed before a pause. */
const SLICE = 50;

/** What scales are found from. Sizes in pixels. */
export type TitleInput = {
  xs: ArrayLike<number>;
  ys: ArrayLike<number>;
  grid: Pick<PointGrid, "visitRectangle">;
  textOf: (row: number) => { width: number; height: number };
  /** Size that no title exceeds. */
  most: { width: number; height: number };
  /** Rows, the most important first. */
  order: ArrayLike<number>;
  /** Scale before which a title does not come, by row. */
  floor: ArrayLike<number>;
  /** Largest radius of a dot. */
  radius: number;
};

/** Returns the edges of a title on a side of a dot of that radius. */
export function reachOfTitle(
  { width, height }: { width: number; height: number },
  side: number,
  radius: number,
): TitleReach {
  const across = radius + TITLE_GAP + width;
  const down = radius + TITLE_GAP / 2 + height;
  if (side === 0) return { left: 0, right: across, top: -height / 2, bottom: height / 2 };
  if (side === 1) return { left: -across, right: 0, top: -height / 2, bottom: height / 2 };
  if (side === 2) return { left: -width / 2, right: width / 2, top: 0, bottom: down };
  return { left: -width / 2, right: width / 2, top: -down, bottom: 0 };
}

/**
 * Returns from which scale on each title covers no dot and no title before it. Papers move apart as the scale grows, and a title's box with the way to its
 * dot is convex: once free it stays free. So moving the map toggles none, and zooming in takes none away.
 */
export function findTitleScales(input: TitleInput): TitleScales {
  const scales = createTitleScales(input.xs.length);
  for (const _ of placeTitles(input, scales));
  return scales;
}

/** Returns the scales of so many papers, none of which has a title yet. */
export function createTitleScales(papers: number): TitleScales {
  return { from: new Float64Array(papers).fill(Number.POSITIVE_INFINITY), side: new Uint8Array(papers) };
}

/** Finds the same, into `scales`, as work that pauses now and then. What is found before a pause stays as it is. */
export function* placeTitles(
  { xs, ys, grid, textOf, most, order, floor, radius }: TitleInput,
  { from, side }: TitleScales,
): Generator<void> {
  const isPlaced = new Uint8Array(xs.length);
  const reaches: TitleReach[] = Array.from({ length: xs.length });
  const widest = most.width + radius + TITLE_GAP;
  const highest = most.height + radius + TITLE_GAP;

  for (let place = 0; place < order.length; place++) {
    if (place % SLICE === SLICE - 1) yield;
    const row = order[place]!;
    const text = textOf(row);
    if (text.width === 0) continue;
    for (let tried = 0; tried < TITLE_SIDES.length; tried++) {
      const reach = reachOfTitle(text, tried, radius);
      const free = findFreeOfDots(row, reach, floor[row]!);
      if (free >= from[row]!) continue;
      const scale = findFreeOfTitles(row, reach, free, from[row]!);
      if (scale >= from[row]!) continue;
      from[row] = scale;
      side[row] = tried;
      reaches[row] = reach;
    }
    if (Number.isFinite(from[row]!)) isPlaced[row] = 1;
  }

  function findFreeOfDots(row: number, { left, right, top, bottom }: TitleReach, least: number): number {
    const [x, y] = [xs[row]!, ys[row]!];
    const padded = {
      left: left === 0 ? 0 : left - radius,
      right: right === 0 ? 0 : right + radius,
      top: top === 0 ? 0 : top - radius,
      bottom: bottom === 0 ? 0 : bottom + radius,
    };
    let free = least;
    grid.visitRectangle(
      x + padded.left / least,
      y + padded.top / least,
      x + padded.right / least,
      y + padded.bottom / least,
      (other) => {
        if (other === row) return true;
        const [dx, dy] = [xs[other]! - x, ys[other]! - y];
        free = Math.max(
          free,
          Math.min(leavingScale(dx, padded.left, padded.right), leavingScale(dy, padded.top, padded.bottom)),
        );
        return true;
      },
    );
    return free;
  }

  function findFreeOfTitles(row: number, reach: TitleReach, least: number, most: number): number {
    const [x, y] = [xs[row]!, ys[row]!];
    let free = least;
    grid.visitRectangle(
      x + (reach.left - widest) / least,
      y + (reach.top - highest) / least,
      x + (reach.right + widest) / least,
      y + (reach.bottom + highest) / least,
      (other) => {
        if (isPlaced[other] === 0) return true;
        const there = reaches[other]!;
        const apart = Math.min(
          leavingScale(xs[other]! - x, reach.left - there.right - TITLE_ROOM, reach.right - there.left + TITLE_ROOM),
          leavingScale(
            ys[other]! - y,
            reach.top - there.bottom - TITLE_ROOM / 2,
            reach.bottom - there.top + TITLE_ROOM / 2,
          ),
        );
        if (from[other]! < apart) free = Math.max(free, apart);
        return free < most;
      },
    );
    return free;
  }
}

/** Returns the scale from which on a distance lies outside of from `low` to `high`, which hold 0; infinite for a distance of 0. */
function leavingScale(distance: number, low: number, high: number): number {
  if (distance > 0) return Math.max(0, high) / distance;
  if (distance < 0) return Math.min(0, low) / distance;
  return low < 0 && high > 0 ? Number.POSITIVE_INFINITY : 0;
}
