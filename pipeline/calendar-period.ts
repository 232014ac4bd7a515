/** Stretches of the calendar, the shortest first; weeks begin on Monday. All are those of date_trunc in DuckDB. */
export const PERIOD_UNITS = ["day", "week", "month", "quarter", "year", "decade", "century", "millennium"] as const;

/** A stretch of the calendar. */
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

const MS_PER_DAY = 86_400_000;
const MONTHS = { month: 1, quarter: 3, year: 12, decade: 120, century: 1200, millennium: 12_000 };

/** Returns the first day of the period that a day lies in, or of one that is `later` periods on; days count from 1970-01-01. */
export function startPeriod(day: number, unit: PeriodUnit, later = 0): number {
  if (unit === "day") return day + later;
  // 1970-01-01 was a Thursday.
  if (unit === "week") return day - ((((day + 3) % 7) + 7) % 7) + 7 * later;
  const date = new Date(day * MS_PER_DAY);
  const months = 12 * date.getUTCFullYear() + date.getUTCMonth();
  const start = (Math.floor(months / MONTHS[unit]) + later) * MONTHS[unit];
  return new Date(0).setUTCFullYear(Math.floor(start / 12), ((start % 12) + 12) % 12, 1) / MS_PER_DAY;
}

/** Returns the first days of all periods from the one of `first` to the one of `last`, and that of the next. */
export function listPeriods(first: number, last: number, unit: PeriodUnit): number[] {
  const starts = [startPeriod(first, unit)];
  while (starts.at(-1)! <= last) starts.push(startPeriod(starts.at(-1)!, unit, 1));
  return starts;
}

/** Returns the shortest period, none finer than `finest`, of which there are at most `most` from one day to another. */
export function choosePeriodUnit(first: number, last: number, finest: PeriodUnit, most: number): PeriodUnit {
  const units = PERIOD_UNITS.slice(PERIOD_UNITS.indexOf(finest));
  const isFew = (unit: PeriodUnit) => last < startPeriod(first, unit, most);
  return units.find(isFew) ?? "millennium";
}

const SHOWN_OF_DAY: Partial<Record<PeriodUnit, number>> = {
  day: "2026-11-24".length,
  week: "2026-11-24".length,
  month: "2026-11".length,
  quarter: "2026-11".length,
};

/** Returns the name of a period, from its first day written as 2026-11-24: that day, its month, or its year. */
export function namePeriod(start: string, unit: PeriodUnit): string {
  return start.slice(0, SHOWN_OF_DAY[unit] ?? "2026".length);
}
