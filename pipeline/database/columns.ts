import { DuckDBDateValue, type DuckDBValue } from "@duckdb/node-api";
import { readDay } from "../calendar-day.ts";
import type { Column } from "./column-values.ts";

/** Turns rows, all of the same keys, into columns by name, as `Database.append` takes them. No rows give no columns. */
export function toColumns<Row extends Record<string, DuckDBValue | readonly string[]>>(
  rows: readonly Row[],
): Record<string, Column> {
  const names = Object.keys(rows[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name] ?? null)]));
}

/** Returns a day, as 2026-11-24, as the value of a DATE column. */
export function toDateValue(day: string | null): DuckDBDateValue | null {
  return day === null ? null : new DuckDBDateValue(readDay(day)!);
}
