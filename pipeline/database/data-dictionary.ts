import type { Database } from "./database.ts";

/** A column of a table, a view or what a table macro gives; of the last the type is not known before it is asked. */
export type DescribedColumn = { name: string; type: string | null; comment: string | null };

/** A table, view or macro of a database, as its comments describe it. */
export type DescribedTable = {
  name: string;
  kind: "table" | "view" | "macro" | "table macro";
  comment: string | null;
  /** Names of a macro's parameters; none for a table or view. */
  parameters: string[];
  /** In their order; none of a macro that gives a value. */
  columns: DescribedColumn[];
};

/** Views and macros that an open file was given (add-missing-views.ts) are temporary, and come after those of the file. */
const DICTIONARY = `
WITH described AS (
  SELECT view_name AS name, 'view' AS kind, 1 AS place, comment, database_name, temporary FROM duckdb_views() WHERE NOT internal
  UNION ALL
  SELECT table_name, 'table', 3, comment, database_name, temporary FROM duckdb_tables() WHERE NOT internal
)
SELECT name, kind, place, temporary, described.comment, []::VARCHAR[] AS parameters,
  list({name: column_name, type: data_type, comment: columns.comment} ORDER BY column_index) AS columns
FROM described
JOIN (FROM duckdb_columns() WHERE NOT internal) AS columns ON table_name = name AND columns.database_name = described.database_name
GROUP BY ALL
UNION ALL
SELECT function_name, if(function_type = 'macro', 'macro', 'table macro'), 2, database_name = 'temp', comment, parameters, NULL
FROM duckdb_functions() WHERE NOT internal AND function_type IN ('macro', 'table_macro')
ORDER BY place, name, temporary`;

/** Returns what a database says of its views, macros and tables, in this order, each by name. */
export async function readDataDictionary(database: Database): Promise<DescribedTable[]> {
  const rows = await database.query<DescribedTable & { place: number; temporary: boolean }>(DICTIONARY);
  const tables = new Map<string, DescribedTable>();
  for (const { place: _, temporary: __, columns, ...table } of rows)
    tables.set(table.name, keepComments({ ...table, columns: columns ?? [] }, tables.get(table.name)));
  return [...tables.values()].map((table) =>
    table.kind === "table macro" ? { ...table, ...splitMacroComment(table.comment) } : table,
  );
}

/** Returns a table, view or macro with the comments of the one before it, where it has none itself. */
function keepComments(table: DescribedTable, before: DescribedTable | undefined): DescribedTable {
  if (before === undefined) return table;
  const comments = new Map(before.columns.map(({ name, comment }) => [name, comment]));
  const columns = table.columns.map((column) => ({
    ...column,
    comment: column.comment ?? comments.get(column.name) ?? null,
  }));
  return { ...table, comment: table.comment ?? before.comment, columns };
}

/** Parts what the comment of a table macro says of the macro from what it says of its columns: "…. Columns: name: what; name: what". */
export function splitMacroComment(comment: string | null): Pick<DescribedTable, "comment" | "columns"> {
  const [said = null, list] = comment?.split(". Columns: ") ?? [];
  const columns = (list?.split("; ") ?? []).map((entry) => {
    const [name, ...what] = entry.split(": ");
    return { name: name!, type: null, comment: what.join(": ") };
  });
  return { comment: said, columns };
}
