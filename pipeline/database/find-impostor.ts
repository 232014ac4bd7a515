import { readFile } from "node:fs/promises";
import { type Database, SCHEMA_URL } from "./database.ts";

const TABLE = /^CREATE TABLE (\w+)/gm;

/** A macro goes before the function of DuckDB that has its name. */
const SHADOWS = `
SELECT function_name AS name FROM duckdb_functions()
GROUP BY function_name HAVING bool_or(internal) AND bool_or(NOT internal) ORDER BY function_name`;

/**
 * Returns in words the first thing in a database that would do something else than it seems, when a question is asked: a view that has the name of a
 * table of a run, or a macro with that of a function. Null where there is none, as in what a run made.
 */
export async function findImpostor(database: Database): Promise<string | null> {
  const tables = new Set([...(await readFile(SCHEMA_URL, "utf8")).matchAll(TABLE)].map(([, name]) => name!));
  const views = await database.query<{ name: string }>(
    "SELECT view_name AS name FROM duckdb_views() WHERE NOT internal ORDER BY view_name",
  );
  const view = views.find(({ name }) => tables.has(name.toLowerCase()));
  if (view) return `its ${view.name} is a view`;
  const [macro] = await database.query<{ name: string }>(SHADOWS);
  return macro ? `it has a macro ${macro.name}, which is a function of DuckDB` : null;
}
