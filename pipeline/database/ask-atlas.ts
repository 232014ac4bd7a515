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
    return await askOpenAtlas(path, database, ask);
  } finally {
    database.close();
  }
}

/** Hands a database that is open to `ask` and leaves it open. Throws as `askAtlas` where it has not the tables of this version. */
export async function askOpenAtlas<Answer>(
  path: string,
  database: Database,
  ask: (database: Database) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await ask(database);
  } catch (error) {
    if (error instanceof UserError || !MISSING.test(describeError(error))) throw error;
    const difference = await findSchemaDifference(database);
    if (difference === null) throw error;
    throw new UserError(
      `${path}: made by another version: it has no ${difference.missing}\nRun the pipeline again on the same input and output.`,
      {
        cause: error,
      },
    );
  }
}

/** What a database does not have; views and macros can be lent to it while it is open, columns of a table cannot. */
export type SchemaDifference = { missing: string; isLent: boolean };

/** Returns the first column of this version's tables, then of its views, then the first macro, that a database does not have; null where it has all. */
export async function findSchemaDifference(database: Database): Promise<SchemaDifference | null> {
  const fresh = await Database.open(":memory:");
  try {
    await fresh.createSchema();
    const known = new Set((await listNames(database)).map(({ name }) => name));
    const missing = (await listNames(fresh)).find(({ name }) => !known.has(name));
    return missing ? { missing: missing.name, isLent: missing.kind > 0 } : null;
  } finally {
    fresh.close();
  }
}

/** Views and macros that an open file of another version was lent do not count. */
function listNames(database: Database): Promise<{ name: string; kind: number }[]> {
  return database.query<{ name: string; kind: number }>(
    `SELECT name, kind FROM (
       SELECT table_name || '.' || column_name AS name, (table_name IN (SELECT view_name FROM duckdb_views()))::INTEGER AS kind, table_name, column_index
       FROM duckdb_columns() WHERE NOT internal AND database_name <> 'temp'
       UNION ALL SELECT DISTINCT function_name, 2, '', 0 FROM duckdb_functions() WHERE NOT internal AND database_name <> 'temp'
     ) ORDER BY kind, table_name, column_index, name`,
  );
}
