import { readDay } from "../calendar-day.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH = String.raw`(?<name>${MONTHS.join("|")})[a-z]*\.?`;

/** The ways in which files write a date; what follows a day, such as a time, says nothing more. A day of two figures first or last cannot be told from a month. */
const FORMS = [
  /^(?<year>\d{4})(?:[-/.](?<month>\d{1,2})(?:[-/.](?<day>\d{1,2})(?:[T\s].*)?)?)?$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  new RegExp(String.raw`^(?<year>\d{4})[\s-]+${MONTH}(?:[\s-]+(?<day>\d{1,2}))?$`, "i"),
  new RegExp(String.raw`^(?:[a-z]{3,9},?\s+)?(?:(?<day>\d{1,2})[\s-]+)?${MONTH},?[\s-]+(?<year>\d{4})(?:\s.*)?$`, "i"),
  new RegExp(String.raw`^${MONTH}\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})$`, "i"),
  /^(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4})$/,
];

/**
 * Returns the date that a text is, as exactly as it says: 2026-11-24, 2026-11 or 2026; null when it is none of the calendar, or when its day
 * and month could be taken for each other (03/04/2026).
 */
export function readPartialDate(text: string): string | null {
  for (const form of FORMS) {
    const parts = form.exec(text.trim())?.groups;
    if (!parts) continue;
    const month = parts.month ?? (parts.name && String(MONTHS.indexOf(parts.name.toLowerCase()) + 1));
    const written = [parts.year!, month, month && parts.day].filter((part) => part !== undefined && part !== "");
    const date = written.map((part) => part!.padStart(2, "0")).join("-");
    return readDay(`${date}-01-01`.slice(0, 10)) === null ? null : date;
  }
  return null;
}
