import type { PeriodUnit } from "../../../calendar-period.ts";
import { formatNumber } from "../../../text/format-figure.ts";
import { type ChosenDays, chooseBins, findBins } from "./brush.ts";
import type { TimeBins } from "./time-bins.ts";

/** A window of so many bins that walks through time; GROWING is one that begins with the first paper and grows. */
export type PlayWindow = number;
export const GROWING: PlayWindow = 0;

/** How many times as fast as one step in 800 ms. */
export const PLAY_SPEEDS = [1, 2, 4] as const;
export type PlaySpeed = (typeof PLAY_SPEEDS)[number];
const STEP_MS = 800;

/** Widths to choose from, in bins, and which is the first choice. */
const WIDTHS: Record<PeriodUnit, { widths: number[]; usual: number }> = {
  day: { widths: [1, 7, 14, 28], usual: 7 },
  week: { widths: [1, 4, 13, 26], usual: 4 },
  month: { widths: [1, 3, 6, 12], usual: 3 },
  quarter: { widths: [1, 2, 4, 8], usual: 4 },
  year: { widths: [1, 2, 5, 10], usual: 2 },
  decade: { widths: [1, 2, 5], usual: 1 },
  century: { widths: [1, 2, 5], usual: 1 },
  millennium: { widths: [1], usual: 1 },
};

/** Returns the windows that can walk: shorter than all of the time, and one that grows. */
export function listWindows({ unit, size }: Pick<TimeBins, "unit" | "size">): PlayWindow[] {
  return [...WIDTHS[unit].widths.filter((width) => width < size), GROWING];
}

/** Returns a window that can walk: the one wished for, else the usual one. */
export function chooseWindow(bins: Pick<TimeBins, "unit" | "size">, wished: PlayWindow | null): PlayWindow {
  const windows = listWindows(bins);
  const { usual } = WIDTHS[bins.unit];
  return windows.find((width) => width === wished) ?? windows.find((width) => width === usual) ?? windows[0]!;
}

/** Returns the name of a window, such as "7 days". */
export function nameWindow(unit: PeriodUnit, window: PlayWindow): string {
  if (window === GROWING) return "growing";
  const plural = { century: "centuries", millennium: "millennia" }[unit as "century" | "millennium"] ?? `${unit}s`;
  return window === 1 ? `1 ${unit}` : `${formatNumber(window)} ${plural}`;
}

/** Returns how long a step lasts, in milliseconds. */
export function stepLength(speed: PlaySpeed): number {
  return STEP_MS / speed;
}

/** Returns where the window begins its walk. */
export function startWindow(bins: TimeBins, window: PlayWindow): ChosenDays {
  return chooseBins(bins, 0, Math.max(1, window) - 1);
}

/** Returns the chosen days a step later: the window ends a bin further on. Null where it has come to the end. */
export function stepWindow(bins: TimeBins, days: ChosenDays, window: PlayWindow): ChosenDays {
  const end = findBins(bins, days)[1] + 1;
  if (end >= bins.size) return null;
  return chooseBins(bins, window === GROWING ? 0 : end - window + 1, end);
}
