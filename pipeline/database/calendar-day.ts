import { DuckDBDateValue } from "@duckdb/node-api";

const MS_PER_DAY = 86_400_000;

/** Returns a day, as YYYY-MM-DD, as the value of a DATE column. */
export function toDateValue(day: string | null): DuckDBDateValue | null {
  return day === null ? null : new DuckDBDateValue(Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY);
}
