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

/** Returns the ids of the papers that are placed since the fit, in order. */
export async function readPlacedIds(database: Database): Promise<string[]> {
  const rows = await database.query<{ paper_id: string }>("SELECT paper_id FROM placements ORDER BY paper_id");
  return rows.map(({ paper_id }) => paper_id);
}
