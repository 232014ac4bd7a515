import type { Database } from "../database/database.ts";
import { UserError } from "../error.ts";

/** What SQL can ask of a file. */
export type Relation = { name: string; kind: "view" | "macro" | "table"; comment: string | null };

/** A column of a table or view, or a parameter of a macro, which has neither type nor comment. */
export type RelationColumn = { column: string; type: string | null; comment: string | null };

const RELATIONS = `
SELECT view_name AS name, 'view' AS kind, 1 AS place, comment FROM duckdb_views() WHERE NOT internal
UNION ALL
SELECT DISTINCT function_name || '(' || array_to_string(parameters, ', ') || ')', 'macro', 2, comment
FROM duckdb_functions() WHERE NOT internal AND function_type IN ('macro', 'table_macro')
UNION ALL
SELECT table_name, 'table', 3, comment FROM duckdb_tables() WHERE NOT internal`;

const COLUMNS = `
SELECT table_name AS name, column_name AS "column", data_type AS type, comment, column_index AS place FROM duckdb_columns() WHERE NOT internal
UNION ALL
SELECT function_name, unnest(parameters), NULL, NULL, generate_subscripts(parameters, 1)
FROM duckdb_functions() WHERE NOT internal AND function_type IN ('macro', 'table_macro')`;

/** Returns the views, macros and tables of a file, each kind in order of name. Table macros come with their parameters, as they are called. */
export async function listRelations(database: Database): Promise<Relation[]> {
  return database.query(
    `SELECT name, kind, any_value(comment) AS comment FROM (${RELATIONS}) GROUP BY place, kind, name ORDER BY place, name`,
  );
}

/** Returns the columns of a table or view, or the parameters of a macro. Throws a UserError that names the nearest where there is none. */
export async function listColumns(database: Database, name: string): Promise<RelationColumn[]> {
  const columns = await database.query<RelationColumn>(
    `SELECT "column", any_value(type) AS type, any_value(comment) AS comment FROM (${COLUMNS}) WHERE name = $1 GROUP BY place, "column" ORDER BY place`,
    [name],
  );
  if (columns.length > 0) return columns;
  const [near] = await database.query<{ name: string }>(
    `SELECT DISTINCT name, levenshtein(lower(name), lower($1)) AS distance FROM (${COLUMNS}) ORDER BY distance, name LIMIT 1`,
    [name.slice(0, 100)],
  );
  throw new UserError(`--list: no table, view or macro: ${name}${near ? `. Did you mean ${near.name}?` : ""}`);
}
