import type { Database } from "../database/database.ts";

const VECTOR = /^FLOAT\[(\d+)\]$/;

/** Gives the vectors of an empty table the widths that those of another have in columns of the same names. */
export async function takeWidths(database: Database, table: string, other: string): Promise<void> {
  const columns = await database.query<{ name: string; type: string }>(
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${other})`,
  );
  for (const { name, type } of columns) {
    const width = VECTOR.exec(type)?.[1];
    if (width !== undefined) await database.setVectorWidth(table, name, Number(width));
  }
}

/** Copies those rows of a table of the last run that meet a condition into the empty table of the same name. */
export async function takeOver(database: Database, table: string, last: string, condition = "true"): Promise<void> {
  await takeWidths(database, table, last);
  await database.execute(`INSERT INTO ${table} SELECT * FROM ${last} WHERE ${condition}`);
}
