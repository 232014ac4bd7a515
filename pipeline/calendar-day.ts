const MS_PER_DAY = 86_400_000;

/** The calendar's first and last day in four digits. It has no year 0. */
const FIRST_DAY = Date.parse("0001-01-01T00:00:00Z") / MS_PER_DAY;
const LAST_DAY = Date.parse("9999-12-31T00:00:00Z") / MS_PER_DAY;

/** Returns the day that a text like 2026-11-24 names, counted from 1970-01-01; null where it names none of the calendar. */
export function readDay(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const day = Date.parse(`${text}T00:00:00Z`) / MS_PER_DAY;
  return Number.isInteger(day) && day >= FIRST_DAY && writeDay(day) === text ? day : null;
}

/** Returns a day, counted from 1970-01-01, as 2026-11-24. */
export function writeDay(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/**
 * Returns the day that is `days` after the one named; before it where `days` is negative; at most the calendar's first or last.
 * Throws when the text names no day.
 */
export function shiftDay(text: string, days: number): string {
  const day = readDay(text);
  if (day === null) throw new Error(`day: ${text}: is not of the form 2026-11-24`);
  return writeDay(Math.min(LAST_DAY, Math.max(FIRST_DAY, day + days)));
}
