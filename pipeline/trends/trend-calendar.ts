import { type PeriodUnit, startPeriod } from "../calendar-period.ts";

/** How exactly days are known; nothing finer is compared. */
export type DayPrecision = "day" | "month" | "year";

/** The days on which papers came, counted from 1970-01-01, ascending, and how many came on each. Of a month or year the first day stands for all. */
export type TrendCalendar = { days: Int32Array; totals: Int32Array; precision: DayPrecision };

/** The latest days as they may be compared with those before: from `start`, a place among the days, to the end; `papers` came on them. */
export type LatestWindow = { start: number; papers: number };

/** In days: four weeks. */
const LONGEST_OF_DAYS = 28;
const SHORTEST_OF_DAYS = 7;
/** In months or years. */
const LONGEST_OF_PERIODS = 3;
/** Of the time from the first day to the last. */
const LONGEST_SHARE = 0.5;
/** The time just before, as a multiple of the longest window. */
const RECENT_LENGTHS = 4;

/** Returns the calendar of papers by the day of each, and for each paper the place of its day. */
export function readCalendar(
  paperDays: readonly number[],
  precision: DayPrecision,
): { calendar: TrendCalendar; placeOf: Int32Array } {
  const starts = paperDays.map((day) => startPeriod(day, precision));
  const days = Int32Array.from(new Set(starts)).sort();
  const places = new Map(Array.from(days, (day, place) => [day, place]));
  const placeOf = Int32Array.from(starts, (day) => places.get(day)!);
  return { calendar: { days, totals: countPlaces(placeOf, days.length), precision }, placeOf };
}

/** Returns how often each place from 0 occurs. */
export function countPlaces(places: Iterable<number>, length: number): Int32Array {
  const counts = new Int32Array(length);
  for (const place of places) counts[place]!++;
  return counts;
}

/**
 * Returns the windows that are compared with all days before, the shortest first: the latest seven days, and every longer one up to four weeks or half of the time;
 * where days are known no finer the latest month or year and the two before. None where nothing came before.
 */
export function listLatestWindows({ days, totals, precision }: TrendCalendar): LatestWindow[] {
  const windows: LatestWindow[] = [];
  if (days.length === 0) return windows;
  const [first, last] = [days[0]!, days.at(-1)!];
  const lengths = precision === "day" ? [SHORTEST_OF_DAYS, LONGEST_OF_DAYS] : [1, LONGEST_OF_PERIODS];
  const [latest, longest] = lengths.map((length) => startPeriod(last, precision as PeriodUnit, 1 - length)) as [
    number,
    number,
  ];
  const middle = last - LONGEST_SHARE * (last - first);
  let papers = 0;
  for (let start = days.length - 1; start > 0; start--) {
    papers += totals[start]!;
    if (days[start]! < longest || (windows.length > 0 && days[start]! < middle)) break;
    if (days[start - 1]! < latest) windows.push({ start, papers });
  }
  return windows;
}

/** Returns the place of the first day of the time just before a window: sixteen weeks, or twelve months or years. */
export function beginRecentTime({ days, precision }: TrendCalendar, { start }: LatestWindow): number {
  const length = precision === "day" ? LONGEST_OF_DAYS : LONGEST_OF_PERIODS;
  const first = startPeriod(days[start]!, precision, -RECENT_LENGTHS * length);
  return days.findIndex((day) => day >= first);
}
