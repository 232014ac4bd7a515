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
    if (error instanceof UserError) throw error;
    const difference = await findSchemaDifference(database).catch(() => null);
    if (difference === null || (difference.isLent && !MISSING.test(describeError(error)))) throw error;
    throw new UserError(
      `${path}: made by another version: ${difference.description}\nRun the pipeline again on the same input and output.`,
      {
        cause: error,
      },
    );
  }
}

/**
 * Returns what failed with the result at `path`, as a UserError where its tables are not those of this version: a value that this version never writes
 * may be met only when it is printed.
 */
export async function explainAtlasError(error: unknown, path: string): Promise<unknown> {
  if (error instanceof UserError) return error;
  const fail = () => Promise.reject(error);
  return askAtlas(path, fail).catch((told: unknown) =>
    told instanceof UserError && told.cause === error ? told : error,
  );
}

/** What a database has not as this version has it, in words; views and macros can be lent to it while it is open, columns of a table cannot. */
export type SchemaDifference = { description: string; isLent: boolean };

type KnownColumn = { name: string; kind: number; type: string | null; isNullable: boolean };

/**
 * Returns the first column of this version's tables that a database does not have, then the first that holds other values, then of its views, then the first
 * macro; null where it has all. Vectors may have any width.
 */
export async function findSchemaDifference(database: Database): Promise<SchemaDifference | null> {
  const fresh = await Database.open(":memory:");
  try {
    await fresh.createSchema();
    const wanted = await listColumns(fresh);
    const known = new Map((await listColumns(database)).map((column) => [column.name, column]));
    const missing = wanted.find(({ name }) => !known.has(name));
    if (missing?.kind === 0) return { description: `it has no ${missing.name}`, isLent: false };
    const other = wanted.flatMap((column) => describeOther(column, known.get(column.name)))[0];
    if (other !== undefined) return { description: other, isLent: false };
    return missing ? { description: `it has no ${missing.name}`, isLent: true } : null;
  } finally {
    fresh.close();
  }
}

function describeOther({ name, kind, type, isNullable }: KnownColumn, own: KnownColumn | undefined): string[] {
  if (own === undefined || kind > 0) return [];
  if (own.type !== type) return [`its ${name} is ${own.type} where ${type} is expected`];
  return own.isNullable && !isNullable ? [`its ${name} may be NULL`] : [];
}

/** Views and macros that an open file of another version was lent do not count. */
function listColumns(database: Database): Promise<KnownColumn[]> {
  return database.query<KnownColumn>(
    `SELECT name, kind, type, "isNullable" FROM (
       SELECT table_name || '.' || column_name AS name, is_view::INTEGER AS kind, table_name, column_index,
         regexp_replace(data_type, '\\[\\d+\\]$', '[n]') AS type, is_nullable AS "isNullable"
       FROM (
         SELECT *, table_name IN (SELECT view_name FROM duckdb_views()) AS is_view FROM duckdb_columns() WHERE NOT internal AND database_name <> 'temp'
       )
       UNION ALL SELECT DISTINCT function_name, 2, '', 0, NULL, true FROM duckdb_functions() WHERE NOT internal AND database_name <> 'temp'
     ) ORDER BY kind, table_name, column_index, name`,
  );
}
