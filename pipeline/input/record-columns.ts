import type { Column } from "../database/column-values.ts";
import { toColumns, toDateValue } from "../database/columns.ts";
import { listDayFields, listFieldsOf } from "./record.ts";

const DAYS_AS_TEXT = listDayFields().map((name) => `${name}::VARCHAR AS ${name}`);

/**
 * Gives the rows of the table `records`, each a SourceRecord, as they were written: in order of source and position. To sort them would
 * take the memory of all texts.
 */
export const ALL_RECORDS = `SELECT * REPLACE (${DAYS_AS_TEXT.join(", ")}) FROM records`;

/** Gives what the key of a record is read from, and no more: each text takes time and memory to read. In order, as above. */
export const KEYED_RECORDS = `SELECT source, position, raw_title, raw_abstract, ${listFieldsOf("paper").join(", ")} FROM records`;

/** Turns rows with fields of records, all of the same keys, into columns by name, as `Database.append` takes them. Days become dates. */
export function toRecordColumns(rows: Parameters<typeof toColumns>[0]): Record<string, Column> {
  const columns = toColumns(rows);
  for (const name of listDayFields()) {
    const days = columns[name] as ArrayLike<string | null> | undefined;
    if (days) columns[name] = Array.from(days, toDateValue);
  }
  return columns;
}
