import { writeCsvCell } from "../export/csv-cell.ts";
import type { PlainValue } from "./query-answer.ts";

const NUMERIC = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|BIGNUM|DECIMAL\(.*\)|FLOAT|DOUBLE)$/;
const SHOWN_DIGITS = 6;

/** Returns whether a type of DuckDB is of numbers. */
export function isNumeric(type: string): boolean {
  return NUMERIC.test(type);
}

/** Returns a value as people read it: lists in brackets, structures in braces, no quotes; a fraction with six digits. */
export function writeReadable(value: PlainValue): string {
  if (typeof value === "number" && !Number.isInteger(value)) return String(Number(value.toPrecision(SHOWN_DIGITS)));
  if (value === null) return "NULL";
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[${value.map(writeReadable).join(", ")}]`;
  const entries = Object.entries(value).map(([key, part]) => `${key}: ${writeReadable(part)}`);
  return `{${entries.join(", ")}}`;
}

/** Returns a value as a cell of CSV: lists joined by "; ", what is nested deeper as JSON, nothing for NULL. */
export function writeSqlCsvCell(value: PlainValue, type: string): string {
  if (value === null || typeof value === "number") return writeCsvCell(value);
  // A number that no double holds is a string, which must not look like a formula.
  if (typeof value === "string") return isNumeric(type) ? value : writeCsvCell(value);
  if (typeof value === "boolean") return String(value);
  const isFlat = Array.isArray(value) && value.every((item) => item === null || typeof item !== "object");
  return writeCsvCell(isFlat ? value.map((item) => String(item ?? "")) : JSON.stringify(value));
}
