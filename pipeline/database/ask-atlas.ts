import { describeError, UserError } from "../error.ts";
import { Database } from "./database.ts";
import { openAtlasDatabase } from "./open-atlas-database.ts";

/** What DuckDB says of a table or column that is not there. */
const MISSING = /^(Catalog|Binder) Error/;

/**
 * Opens the result of a run to read, given its output folder or file, hands it to `ask`, closes it and returns the answer. Throws a UserError
 * where it is not there, is no atlas, is damaged, or has not the tables of this version.
 */
export async function askAtlas<Answer>(path: string, ask: (database: Database) => Promise<Answer>): Promise<Answer> {
  const database = await openAtlasDatabase(path);
  try {
    return await ask(database);
  } catch (error) {
    if (error instanceof UserError || !MISSING.test(describeError(error))) throw error;
    const difference = await findSchemaDifference(database);
    if (difference === null) throw error;
    throw new UserError(
      `${path}: made by another version: ${difference}\nRun the pipeline again on the same input and output.`,
      {
        cause: error,
      },
    );
  } finally {
    database.close();
  }
}

/** Returns the first column of this version that a database does not have, in words, tables before views; null where it has all. */
export async function findSchemaDifference(database: Database): Promise<string | null> {
  const fresh = await Database.open(":memory:");
  try {
    await fresh.createSchema();
    const known = new Set((await listColumns(database)).map(({ name }) => name));
    const missing = (await listColumns(fresh)).find(({ name }) => !known.has(name));
    return missing ? `it has no ${missing.name}` : null;
  } finally {
    fresh.close();
  }
}

/** Views that another version did not make are there for as long as a database is open, and count. */
function listColumns(database: Database): Promise<{ name: string }[]> {
  return database.query<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM duckdb_columns() WHERE NOT internal
     ORDER BY table_name IN (SELECT view_name FROM duckdb_views()), table_name, column_index`,
  );
}
