import { boundMarked, type Draw, drawProbability, listDrawProbabilities } from "../numeric/hypergeometric.ts";
import type { LatestWindow, TrendCalendar } from "./trend-calendar.ts";

/** Whether more papers came lately than before, or fewer. */
export type Direction = "more" | "fewer";

/** The window in which the papers of a topic stand out most, and how probable it is by chance that they do as much in any. */
export type LatestScan = { window: LatestWindow; pValue: number };

/** Papers that are drawn by chance for the days of a calendar: `all` and the windows they are looked at in, with ln n! up to `all`. */
export type ScanFrame = { all: number; windows: readonly LatestWindow[]; logs: Float64Array };

/** Chances that are smaller than so large a part of the one sought are left out of its sum. */
const NEGLIGIBLE = 1e-9;
const ROUNDING = 1e-9;

/** Returns how many of the papers by day came in each window. */
export function countInWindows(byDay: Int32Array, windows: readonly LatestWindow[]): number[] {
  let count = 0;
  let place = byDay.length;
  return windows.map(({ start }) => {
    while (place > start) count += byDay[--place]!;
    return count;
  });
}

/** Returns how many papers the calendar has. */
export function countAll({ totals }: Pick<TrendCalendar, "totals">): number {
  return totals.reduce((sum, total) => sum + total, 0);
}

/**
 * Returns the window in which the count is least probable, and the exact probability that in any window a count is as improbable in its own, if the days of
 * all papers were shuffled: the scan of Kulldorff (2001) conditional on the papers of each day, summed over all paths of the count.
 */
export function scanLatest(
  marked: number,
  counts: readonly number[],
  frame: ScanFrame,
  direction: Direction,
): LatestScan {
  const { all, windows, logs } = frame;
  const tails = windows.map(({ papers }) => listTails({ drawn: papers, marked, all }, logs, direction));
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [place, { fewest, chances }] of tails.entries()) {
    const chance = chances[counts[place]! - fewest]!;
    if (chance < least * (1 - ROUNDING)) [best, least] = [place, chance];
  }
  const limits = tails.map((tail) => findLimit(tail, least * (1 + ROUNDING), direction));
  return { window: windows[best]!, pValue: Math.min(1, sumCrossings(marked, limits, frame, direction, least)) };
}

/** For each count from the fewest that can be: how probable it is, or one further out. */
type Tails = { fewest: number; chances: Float64Array };

function listTails(draw: Draw, logs: Float64Array, direction: Direction): Tails {
  const chances = listDrawProbabilities(draw, logs);
  if (direction === "more") for (let k = chances.length - 2; k >= 0; k--) chances[k]! += chances[k + 1]!;
  else for (let k = 1; k < chances.length; k++) chances[k]! += chances[k - 1]!;
  return { fewest: boundMarked(draw)[0], chances };
}

/** Returns the count nearest to the expected one that is no more probable than given; none is as far out where that is beyond all counts. */
function findLimit({ fewest, chances }: Tails, most: number, direction: Direction): number {
  if (direction === "more") {
    const place = chances.findIndex((chance) => chance <= most);
    return place === -1 ? Number.POSITIVE_INFINITY : fewest + place;
  }
  const place = chances.findLastIndex((chance) => chance <= most);
  return place === -1 ? Number.NEGATIVE_INFINITY : fewest + place;
}

/** Returns how probable it is that the count reaches its limit in any window; windows grow day by day. */
function sumCrossings(
  marked: number,
  limits: readonly number[],
  { all, windows, logs }: ScanFrame,
  direction: Direction,
  scale: number,
): number {
  let crossed = 0;
  let paths = new Map([[0, 1]]);
  let drawn = 0;
  for (const [place, { papers }] of windows.entries()) {
    const limit = limits[place]!;
    const next = new Map<number, number>();
    for (const [count, chance] of paths) {
      const draw = { drawn: papers - drawn, marked: marked - count, all: all - drawn };
      const [fewest, most] = boundMarked(draw);
      for (let more = fewest; more <= most; more++) {
        const joint = chance * drawProbability(more, draw, logs);
        if (joint < NEGLIGIBLE * scale) continue;
        const reached = count + more;
        if (direction === "more" ? reached >= limit : reached <= limit) crossed += joint;
        else next.set(reached, (next.get(reached) ?? 0) + joint);
      }
    }
    paths = next;
    drawn = papers;
  }
  return crossed;
}
