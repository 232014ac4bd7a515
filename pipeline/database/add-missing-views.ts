import { readFile } from "node:fs/promises";
import { type Database, SCHEMA_URL } from "./database.ts";

/** A view or macro of schema.sql: its statement, up to the semicolon that ends a line. */
const STATEMENT = /^CREATE (VIEW|MACRO) (\w+)[\s\S]*?;$/gm;

/**
 * Adds the views and macros of this version that an open database lacks, for as long as it is open: nothing is written to the file. Those
 * that need a table or column that it lacks, too, stay away.
 */
export async function addMissingViews(database: Database): Promise<void> {
  const rows = await database.query<{ name: string }>(
    `SELECT view_name AS name FROM duckdb_views() WHERE NOT internal
     UNION SELECT function_name FROM duckdb_functions() WHERE NOT internal`,
  );
  const known = new Set(rows.map(({ name }) => name));
  for (const [statement, kind, name] of (await readFile(SCHEMA_URL, "utf8")).matchAll(STATEMENT)) {
    if (known.has(name!)) continue;
    await database.execute(statement.replace(`CREATE ${kind}`, `CREATE TEMP ${kind}`)).catch(() => {});
  }
}
