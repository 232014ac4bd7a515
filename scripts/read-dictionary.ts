import { splitMacroComment } from "../pipeline/database/data-dictionary.ts";
import type { Database } from "../pipeline/database/database.ts";

export type ColumnEntry = { name: string; type: string; comment: string; isNeeded: boolean };

/** A table, with the columns of its key. */
export type TableEntry = { name: string; comment: string; key: string[]; columns: ColumnEntry[] };

export type ViewEntry = { name: string; comment: string; columns: ColumnEntry[] };

/** A macro; one that gives a value and no table has no columns. What its columns are stands in its comment. */
export type MacroEntry = {
  name: string;
  comment: string;
  parameters: string[];
  columns: Omit<ColumnEntry, "isNeeded">[];
};

export type Dictionary = { tables: TableEntry[]; views: ViewEntry[]; macros: MacroEntry[] };

const COLUMNS = `
SELECT table_name, column_name AS name, data_type AS type, comment, NOT is_nullable AS "isNeeded"
FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index`;

const MACROS = `
SELECT function_name AS name, comment, parameters, function_type = 'table_macro' AS "givesTable"
FROM duckdb_functions() WHERE NOT internal AND function_type IN ('macro', 'table_macro') ORDER BY function_oid`;

/** Returns what a database that has the schema says of its tables, views and macros, each in the order of the schema. */
export async function readDictionary(database: Database): Promise<Dictionary> {
  const columns = await database.query<ColumnEntry & { table_name: string }>(COLUMNS);
  const columnsOf = (name: string): ColumnEntry[] =>
    columns.filter((column) => column.table_name === name).map(({ table_name: _, ...column }) => column);
  const tables = await database.query<{ name: string; comment: string }>(
    "SELECT table_name AS name, comment FROM duckdb_tables() WHERE NOT internal ORDER BY table_oid",
  );
  const views = await database.query<{ name: string; comment: string }>(
    "SELECT view_name AS name, comment FROM duckdb_views() WHERE NOT internal ORDER BY view_oid",
  );
  const macros = await database.query<{ name: string; comment: string; parameters: string[]; givesTable: boolean }>(
    MACROS,
  );
  const read: MacroEntry[] = [];
  for (const { givesTable, ...macro } of macros) {
    const { comment, columns: described } = splitMacroComment(macro.comment);
    const comments = new Map(described.map((column) => [column.name, column.comment]));
    const call = `${macro.name}(${macro.parameters.map(() => "NULL").join(", ")})`;
    const found = givesTable ? await database.query<Pick<ColumnEntry, "name" | "type">>(describe(call)) : [];
    read.push({
      ...macro,
      comment: comment!,
      columns: found.map((column) => ({ ...column, comment: comments.get(column.name) ?? "" })),
    });
  }
  return {
    tables: tables.map(({ name, comment }) => ({
      name,
      comment: comment.replace(/\. Key: .*$/, ""),
      key: (/\. Key: (.*)$/.exec(comment)?.[1] ?? "").split(", "),
      columns: columnsOf(name),
    })),
    views: views.map((view) => ({ ...view, columns: columnsOf(view.name) })),
    macros: read,
  };
}

function describe(call: string): string {
  return `SELECT column_name AS name, column_type AS type FROM (DESCRIBE FROM ${call})`;
}
