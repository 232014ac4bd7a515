import type { Database } from "./database.ts";

/** A column of a table or view. */
export type DescribedColumn = { name: string; type: string; comment: string | null };

/** A table, view or macro of a database, as its comments describe it. */
export type DescribedTable = {
  name: string;
  kind: "table" | "view" | "macro" | "table macro";
  comment: string | null;
  /** Names of a macro's parameters; none for a table or view. */
  parameters: string[];
  /** Of a table or view, in their order. */
  columns: DescribedColumn[];
};

/** A view or macro is there twice where the file has one of its own beside that of this version, whose comments only the file holds. */
const DICTIONARY = `
WITH described AS (
  SELECT view_name AS name, 'view' AS kind, 1 AS place, any_value(comment) AS comment FROM duckdb_views() WHERE NOT internal GROUP BY view_name
  UNION ALL
  SELECT table_name, 'table', 3, comment FROM duckdb_tables() WHERE NOT internal
),
columns AS (
  SELECT table_name, column_name, any_value(data_type) AS data_type, any_value(comment) AS comment, min(column_index) AS column_index
  FROM duckdb_columns() WHERE NOT internal GROUP BY table_name, column_name
)
SELECT name, kind, place, described.comment, []::VARCHAR[] AS parameters,
  list({name: column_name, type: data_type, comment: columns.comment} ORDER BY column_index) AS columns
FROM described JOIN columns ON table_name = name
GROUP BY ALL
UNION ALL
SELECT function_name, if(function_type = 'macro', 'macro', 'table macro'), 2, any_value(comment), any_value(parameters), NULL
FROM duckdb_functions() WHERE NOT internal AND function_type IN ('macro', 'table_macro') GROUP BY function_name, function_type
ORDER BY place, name`;

/** Returns what a database says of its views, macros and tables, in this order, each by name. */
export async function readDataDictionary(database: Database): Promise<DescribedTable[]> {
  const rows = await database.query<DescribedTable & { place: number }>(DICTIONARY);
  return rows.map(({ place: _, columns, ...table }) => ({ ...table, columns: columns ?? [] }));
}
