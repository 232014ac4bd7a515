import type { FieldRecord, ReadOptions } from "../formats/format.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import { checkMapping, mapColumns } from "./column-mapping.ts";
import { readTableRow } from "./read-table-row.ts";
import type { ColumnMapping, TableField } from "./table-fields.ts";

/** Layouts that are held at once: a file may have as many as records. */
const MOST_LAYOUTS = 1000;

/** Names of columns that are held for messages. */
const MOST_COLUMNS = 10_000;

/** Columns that all rows of a table have, and what they are called in the file. */
export type TableColumns = { columns: readonly string[]; names?: readonly string[] };

/**
 * Gives the records of a table whose columns are known. Throws a UserError, before any, where a column that was chosen is not there, or where
 * none, or several, could hold the title or the abstract.
 */
export async function* readTable(
  source: string,
  { columns, names }: TableColumns,
  rows: AsyncIterable<FieldRecord | Rejection>,
  { fields = {}, onMapping }: ReadOptions,
): AsyncGenerator<FoundRecord | Rejection> {
  const mapping = mapColumns(columns, fields, names);
  checkMapping(source, columns, mapping, fields);
  onMapping?.(mapping);
  for await (const row of rows) yield "reason" in row ? row : readTableRow(row, mapping);
}

/**
 * Gives the records of objects, each with keys of its own. A record in which two keys could be the title or the abstract is rejected. Throws a UserError, after the
 * last, where no object had a column that was chosen, or one for the title or the abstract. `findFaults` gives what else speaks against one.
 */
export async function* readObjects(
  source: string,
  objects: AsyncIterable<FieldRecord | Rejection>,
  { fields: chosen = {}, onMapping }: ReadOptions,
  findFaults: (fields: Record<string, unknown>) => string[] = () => [],
): AsyncGenerator<FoundRecord | Rejection> {
  const layouts = new Map<string, ColumnMapping>();
  const seen = new Set<string>();
  const columnsOf = new Map<TableField, string[]>();
  const doubts = new Map<TableField, readonly string[]>();
  const learn = (columns: readonly string[], mapping: ColumnMapping) => {
    for (const column of columns) if (seen.size < MOST_COLUMNS) seen.add(column);
    for (const [field, taken] of mapping.columnsOf) columnsOf.set(field, union(columnsOf.get(field), taken));
    for (const [field, doubt] of mapping.doubts) doubts.set(field, doubt);
  };
  for await (const object of objects) {
    if ("reason" in object) {
      yield object;
      continue;
    }
    const columns = Object.keys(object.fields).filter((key) => object.fields[key] !== null);
    const layout = JSON.stringify(columns);
    let mapping = layouts.get(layout);
    if (!mapping) {
      mapping = mapColumns(columns, chosen);
      if (layouts.size >= MOST_LAYOUTS) layouts.clear();
      layouts.set(layout, mapping);
      learn(columns, mapping);
    }
    yield readTableRow(object, mapping, findFaults(object.fields));
  }
  if (layouts.size === 0) return;
  const taken = new Set([...columnsOf.values()].flat());
  const others = [...seen].filter((column) => !taken.has(column));
  for (const field of columnsOf.keys()) doubts.delete(field);
  const mapping = { columnsOf, doubts, others };
  checkMapping(source, [...seen], mapping, chosen);
  onMapping?.(mapping);
}

function union(known: readonly string[] = [], more: readonly string[]): string[] {
  return [...new Set([...known, ...more])];
}
