import { writeDay } from "../../calendar-day.ts";
import type { ShownDates } from "../atlas-data.ts";

const LENGTHS = { day: "2026-11-24".length, month: "2026-11".length, year: "2026".length };

/** Returns a day, in days since 1970-01-01, as exactly as days are known. */
export function writeShownDay(day: number, { precision }: ShownDates): string {
  return writeDay(day).slice(0, LENGTHS[precision]);
}

/** Returns what the days are, as a heading. */
export function nameDates({ basis }: ShownDates): "Listed" | "Published" {
  return basis === "listed" ? "Listed" : "Published";
}
