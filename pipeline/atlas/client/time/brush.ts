import { readDay } from "../../../calendar-day.ts";
import { startPeriod } from "../../../calendar-period.ts";
import type { TimeBins } from "./time-bins.ts";

/** First and last day that are chosen, inclusive; null for all. */
export type ChosenDays = readonly [first: number, last: number] | null;

/** Returns chosen days in order and within those of the papers; null where they are all of them. */
export function limitDays({ first, last }: TimeBins, from: number, to: number): ChosenDays {
  const low = Math.min(last, Math.max(first, Math.min(from, to)));
  const high = Math.max(first, Math.min(last, Math.max(from, to)));
  return low === first && high === last ? null : [low, high];
}

/** Returns the first and the last bin of what is chosen. */
export function findBins(bins: TimeBins, days: ChosenDays): [first: number, last: number] {
  return days ? [bins.binOf(days[0]), bins.binOf(days[1])] : [0, bins.size - 1];
}

/** Returns the days of whole bins, in any order, within those that there are. */
export function chooseBins(bins: TimeBins, from: number, to: number): ChosenDays {
  const limit = (bin: number) => Math.min(bins.size - 1, Math.max(0, bin));
  const [low, high] = [limit(Math.min(from, to)), limit(Math.max(from, to))];
  return limitDays(bins, ...bins.daysOf(low, high));
}

/** Returns what is chosen after one edge went to a bin; it stops at the other edge, which stays where it is. */
export function moveEdge(bins: TimeBins, days: ChosenDays, edge: "first" | "last", bin: number): ChosenDays {
  const [low, high] = days ?? [bins.first, bins.last];
  const [lowBin, highBin] = findBins(bins, days);
  if (edge === "first") return limitDays(bins, bins.daysOf(Math.max(0, Math.min(bin, highBin)))[0], high);
  return limitDays(bins, low, bins.daysOf(Math.min(bins.size - 1, Math.max(bin, lowBin)))[1]);
}

/** Returns what is chosen after it went so many bins to the right as a whole; it stops at the ends. */
export function moveAll(bins: TimeBins, days: ChosenDays, steps: number): ChosenDays {
  const [low, high] = findBins(bins, days);
  const allowed = Math.max(-low, Math.min(bins.size - 1 - high, steps));
  return chooseBins(bins, low + allowed, high + allowed);
}

/** Returns the day that a typed text names, of a month or a year the first or the last; null where it names none. */
export function readTypedDay(text: string, end: "first" | "last"): number | null {
  const typed = text.trim();
  const start = readDay(`${typed}-01-01`.slice(0, "2026-11-24".length));
  if (start === null || !/^\d{4}(-\d{2}){0,2}$/.test(typed)) return null;
  if (end === "first" || typed.length === "2026-11-24".length) return start;
  return startPeriod(start, typed.length === "2026".length ? "year" : "month", 1) - 1;
}
