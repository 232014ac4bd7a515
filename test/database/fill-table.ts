import type { DuckDBValue } from "@duckdb/node-api";
import { toColumns } from "../../pipeline/database/columns.ts";
import { Database } from "../../pipeline/database/database.ts";

/** A row of a table: any of its columns. A list of numbers is a vector. */
export type TableRow = Record<string, DuckDBValue | readonly string[] | readonly number[]>;

/** Opens a database in memory with every table, all of them empty. */
export async function openTables(): Promise<Database> {
  const database = await Database.open(":memory:");
  await database.createSchema();
  return database;
}

/**
 * Appends rows, all of the same columns, to an empty table. A column that is left out is NULL, or blank where it must not be NULL: an empty
 * text, 0, or a vector of zeros. Vector columns take the width of the vectors given.
 */
export async function fillTable(database: Database, table: string, rows: readonly TableRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = await database.query<{ name: string; type: string; is_nullable: boolean }>(
    "SELECT column_name AS name, data_type AS type, is_nullable FROM duckdb_columns() WHERE table_name = $1",
    [table],
  );
  const needed = columns.filter(({ name, is_nullable }) => !is_nullable && !(name in rows[0]!));
  const blanks = Object.fromEntries(needed.map(({ name, type }) => [name, makeBlank(type)]));
  const filled = toColumns(rows.map((row) => ({ ...blanks, ...row })) as Record<string, DuckDBValue>[]);
  for (const { name, type } of columns) {
    if (!type.startsWith("FLOAT[") || !(name in filled)) continue;
    const vectors = filled[name] as unknown as number[][];
    const dimensions = vectors[0]!.length;
    await database.setVectorWidth(table, name, dimensions);
    filled[name] = { values: Float32Array.from(vectors.flat()), dimensions };
  }
  await database.append(table, filled);
}

function makeBlank(type: string): string | number | number[] {
  const width = /^FLOAT\[(\d+)\]$/.exec(type)?.[1];
  if (width !== undefined) return new Array(Number(width)).fill(0);
  return type === "VARCHAR" ? "" : 0;
}
