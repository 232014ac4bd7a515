import { toPrintable } from "../text/printable.ts";

/** Returns a value of JSON with every text in it printable, keys included, so that nothing in it is hidden from who reads it or steers a terminal. */
export function makePrintable(value: unknown): unknown {
  if (typeof value === "string") return toPrintable(value);
  if (Array.isArray(value)) return value.map(makePrintable);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [toPrintable(key), makePrintable(inner)]));
}
