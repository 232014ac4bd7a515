import { basename } from "node:path";
import { readDay } from "../../calendar-day.ts";
import type { GivenFields } from "../record.ts";

/** Returns when a paper was listed: on the day that a text begins with, else on the one in the name of the file; nothing where there is none. */
export function readListing(written: string | null, source: string): Partial<GivenFields> {
  const inText = /^\d{4}-\d{2}-\d{2}/.exec(written ?? "")?.[0];
  if (inText && readDay(inText) !== null) return { listed_text: written, listed_date: inText };
  const inName = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(basename(source))?.[0];
  return inName && readDay(inName) !== null ? { listed_text: inName, listed_date: inName } : {};
}
