import { toColumns } from "../database/columns.ts";
import type { Database } from "../database/database.ts";

/** The row of `fit`. */
export type Fit = {
  fit: number;
  decision: "new" | "standing";
  map_decision: "new" | "standing";
  reason: string;
  fitted_papers: number;
  placed_papers: number;
  unsettled_papers: number;
  settings: string;
};

/** Returns the row of `fit`, or of the last run's table of it; null where there is none. */
export async function readFit(database: Database, table = "fit"): Promise<Fit | null> {
  const [row] = await database.query<Fit>(`SELECT * FROM ${table}`);
  return row ?? null;
}

/** Writes the row of `fit`. */
export async function writeFit(database: Database, fit: Fit): Promise<void> {
  await database.append("fit", toColumns([fit]));
}
