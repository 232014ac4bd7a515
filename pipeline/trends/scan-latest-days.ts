import { boundMarked, drawProbability, listDrawProbabilities, listLogFactorials } from "../numeric/hypergeometric.ts";
import { beginRecentTime, type LatestWindow, listLatestWindows, type TrendCalendar } from "./trend-calendar.ts";

/** Whether more papers came lately than before, or fewer. */
export type Direction = "more" | "fewer";

/** The window in which a count stands out most, and how probable it is by chance that it stands out as much in any. */
export type LatestScan = { window: LatestWindow; count: number; pValue: number };

/** For each count from the fewest that can be: how probable it is, or one further out. */
type Tails = { fewest: number; chances: Float64Array };

/** Chances that are smaller than so large a part of the one sought are left out of its sum. */
const NEGLIGIBLE = 1e-9;
const LEAST_SURE = 0.05;
const ROUNDING = 1e-9;

/**
 * Judges counts of papers in the windows of latest days of a calendar, as if the days of all papers were shuffled: a scan (Kulldorff 2001) conditional on the papers of each
 * day, exact by summing over all paths that a count may take from window to window.
 */
export class LatestScanner {
  readonly all: number;
  /** The shortest first; none where nothing came before. */
  readonly windows: readonly LatestWindow[];
  readonly #calendar: TrendCalendar;
  readonly #logs: Float64Array;
  readonly #tails = new Map<string, Tails[]>();
  readonly #scans = new Map<string, LatestScan>();

  constructor(calendar: TrendCalendar) {
    this.all = calendar.totals.reduce((sum, total) => sum + total, 0);
    this.windows = listLatestWindows(calendar);
    this.#calendar = calendar;
    this.#logs = listLogFactorials(this.all);
  }

  /** Returns how many of the papers by day came in each window. */
  count(byDay: Int32Array): number[] {
    let count = 0;
    let place = byDay.length;
    return this.windows.map(({ start }) => {
      while (place > start) count += byDay[--place]!;
      return count;
    });
  }

  /** Returns the smallest chance that so many papers may give: that all came in the shortest window. */
  leastChance(marked: number): number {
    const window = this.windows[0];
    if (!window || marked > window.papers) return window ? 0 : 1;
    return drawProbability(marked, { drawn: window.papers, marked, all: this.all }, this.#logs);
  }

  /**
   * Returns in which window the count of `marked` papers is least probable, and the exact probability that it is as improbable in any. One that is above `most` may be given too low.
   * There must be a window.
   */
  scan(marked: number, counts: readonly number[], direction: Direction, most = 1): LatestScan {
    const tails = this.#listTails(marked, direction);
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (const [place, { fewest, chances }] of tails.entries()) {
      const chance = chances[counts[place]! - fewest]!;
      if (chance < least * (1 - ROUNDING)) [best, least] = [place, chance];
    }
    const count = counts[best]!;
    if (least > most) return { window: this.windows[best]!, count, pValue: least };
    const key = `${direction} ${marked} ${best} ${count}`;
    const known = this.#scans.get(key);
    if (known) return known;
    const limits = tails.map((tail) => findLimit(tail, least * (1 + ROUNDING), direction));
    const pValue = Math.min(1, this.#sumCrossings(marked, limits, direction, least));
    const scan = { window: this.windows[best]!, count, pValue };
    this.#scans.set(key, scan);
    return scan;
  }

  /** Returns whether a count also stands out against the time just before its window: what changed long ago does not change lately. */
  isRecent(byDay: Int32Array, { window, count }: LatestScan, direction: Direction): boolean {
    const from = beginRecentTime(this.#calendar, window);
    const sum = (values: Int32Array) => values.subarray(from, window.start).reduce((total, value) => total + value, 0);
    const marked = count + sum(byDay);
    const draw = { drawn: window.papers, marked, all: window.papers + sum(this.#calendar.totals) };
    const [fewest] = boundMarked(draw);
    const chances = listDrawProbabilities(draw, this.#logs);
    const tail = direction === "more" ? chances.subarray(count - fewest) : chances.subarray(0, count - fewest + 1);
    return tail.reduce((total, chance) => total + chance, 0) <= LEAST_SURE;
  }

  #listTails(marked: number, direction: Direction): Tails[] {
    const key = `${direction} ${marked}`;
    const known = this.#tails.get(key);
    if (known) return known;
    const tails = this.windows.map(({ papers }) => {
      const draw = { drawn: papers, marked, all: this.all };
      const chances = listDrawProbabilities(draw, this.#logs);
      if (direction === "more") for (let k = chances.length - 2; k >= 0; k--) chances[k]! += chances[k + 1]!;
      else for (let k = 1; k < chances.length; k++) chances[k]! += chances[k - 1]!;
      return { fewest: boundMarked(draw)[0], chances };
    });
    this.#tails.set(key, tails);
    return tails;
  }

  /** Returns how probable it is that a count reaches its limit in any window. */
  #sumCrossings(marked: number, limits: readonly number[], direction: Direction, scale: number): number {
    let crossed = 0;
    let paths = new Float64Array(marked + 1);
    paths[0] = 1;
    let drawn = 0;
    for (const [place, { papers }] of this.windows.entries()) {
      const limit = limits[place]!;
      const next = new Float64Array(marked + 1);
      paths.forEach((chance, count) => {
        if (chance < NEGLIGIBLE * scale) return;
        const draw = { drawn: papers - drawn, marked: marked - count, all: this.all - drawn };
        const [fewest] = boundMarked(draw);
        listDrawProbabilities(draw, this.#logs).forEach((probability, more) => {
          const reached = count + fewest + more;
          if (direction === "more" ? reached >= limit : reached <= limit) crossed += chance * probability;
          else next[reached]! += chance * probability;
        });
      });
      paths = next;
      drawn = papers;
    }
    return crossed;
  }
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
