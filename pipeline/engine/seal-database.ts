import { existsSync } from "node:fs";
import { Database } from "../database/database.ts";

/**
 * Writes everything of a database into its file and closes it, so that the file alone holds all of it.
 * Throws when a log is left beside it, or when the file, opened again, has other rows than before.
 */
export async function sealDatabase(database: Database, path: string): Promise<void> {
  let written: string;
  try {
    written = await countRows(database);
    await database.execute("CHECKPOINT");
  } finally {
    database.close();
  }
  if (existsSync(`${path}.wal`)) throw new Error(`${path}: not all of it is in the file: a log is left beside it`);
  const sealed = await Database.open(path, { readOnly: true });
  try {
    const found = await countRows(sealed);
    if (found !== written) throw new Error(`rows in ${path}: ${found} where ${written} were written`);
  } finally {
    sealed.close();
  }
}

async function countRows(database: Database): Promise<string> {
  const tables = await database.query<{ name: string }>(
    "SELECT table_name AS name FROM duckdb_tables() WHERE database_name = current_database() ORDER BY ALL",
  );
  const counts = tables.map(
    ({ name }) => `SELECT '${name.replaceAll("'", "''")} ' || count(*) AS written FROM "${name.replaceAll('"', '""')}"`,
  );
  if (counts.length === 0) return "";
  const rows = await database.query<{ written: string }>(counts.join(" UNION ALL "));
  return rows
    .map(({ written }) => written)
    .sort()
    .join(", ");
}
