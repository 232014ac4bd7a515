import { readFile } from "node:fs/promises";
import { readVersion } from "../package-version.ts";
import { type Database, SCHEMA_URL } from "./database.ts";

/** What is asked of an open database. */
type Asked = Pick<Database, "execute" | "query">;

/** A view or macro of schema.sql: its statement, up to the semicolon that ends a line. */
const STATEMENT = /^CREATE (VIEW|MACRO) (\w+)[\s\S]*?;$/gm;

/** What a comment of schema.sql is on: a view, a macro, or a column of a table or view. */
const COMMENT = /^COMMENT ON (?:VIEW|MACRO TABLE|MACRO|COLUMN) (\w+)[^']*'(?:[^']|'')*';$/gm;

/**
 * Has an open database answer by the views and macros of this version, whatever those are that stand in it: of another version they may say something
 * else, and of someone else anything. Nothing is written to the file; those that need a table or column that it lacks stay as they are.
 */
export async function useOwnViews(database: Asked): Promise<void> {
  const schema = await readSchema();
  const isComplete = await hasThose(database, schema);
  await createTemporary(database, schema);
  if (!isComplete) await comment(database, schema);
}

/** Does the same where a database is of another version, or lacks views or macros. */
export async function addMissingViews(database: Asked): Promise<void> {
  const schema = await readSchema();
  if (await hasThose(database, schema)) return;
  await createTemporary(database, schema);
  await comment(database, schema);
}

type Schema = { statements: RegExpExecArray[]; names: string[]; comments: string[] };

async function readSchema(): Promise<Schema> {
  const text = await readFile(SCHEMA_URL, "utf8");
  const statements = [...text.matchAll(STATEMENT)];
  const names = statements.map(([, , name]) => name!);
  const comments = [...text.matchAll(COMMENT)].filter(([, name]) => names.includes(name!)).map(([comment]) => comment);
  return { statements, names, comments };
}

async function hasThose(database: Asked, { names }: Schema): Promise<boolean> {
  return (await isOfThisVersion(database)) && (await hasAll(database, names));
}

async function createTemporary(database: Asked, { statements }: Schema): Promise<void> {
  for (const [statement, kind] of statements)
    await database.execute(statement.replace(`CREATE ${kind}`, `CREATE OR REPLACE TEMP ${kind}`)).catch(() => {});
}

async function comment(database: Asked, { comments }: Schema): Promise<void> {
  for (const statement of comments) await database.execute(statement).catch(() => {});
}

async function isOfThisVersion(database: Asked): Promise<boolean> {
  const version = await readVersion();
  const rows = await database
    .query<{ versions: string | null }>("SELECT versions FROM runs ORDER BY run_id DESC LIMIT 1")
    .catch(() => []);
  return rows.some(({ versions }) => versions?.includes(`"topic-atlas":"${version}"`));
}

async function hasAll(database: Asked, names: readonly string[]): Promise<boolean> {
  const rows = await database.query<{ name: string }>(
    `SELECT view_name AS name FROM duckdb_views() WHERE NOT internal
     UNION SELECT function_name FROM duckdb_functions() WHERE NOT internal`,
  );
  const known = new Set(rows.map(({ name }) => name));
  return names.every((name) => known.has(name));
}
