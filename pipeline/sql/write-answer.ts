import { table, writeMarkdown } from "../documents/markdown.ts";
import { writeCsvLines } from "../export/csv-cell.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { writeRecords } from "../terminal/write-records.ts";
import { isTableFitting, type TableColumn, writeTable } from "../terminal/write-table.ts";
import { toPrintableLine } from "../text/printable.ts";
import type { PlainValue, QueryAnswer } from "./query-answer.ts";
import { isNumeric, writeReadable, writeSqlCsvCell } from "./write-cell.ts";

/** Returns an answer as a table for people; where the terminal is too narrow for all columns, a line a value. */
export function writeAnswerTable({ columns, types, rows }: QueryAnswer, terminal: Terminal): string {
  const shown = columns.map((heading, place): TableColumn<PlainValue[]> => {
    const isNumber = isNumeric(types[place]!);
    return {
      heading,
      isNumber,
      isFlexible: !isNumber,
      read: (row) => writeReadable(row[place]!),
      style: (cell, row) => (row[place] === null ? terminal.dim(cell) : cell),
    };
  });
  return isTableFitting(rows, shown, terminal)
    ? writeTable(rows, shown, terminal)
    : writeRecords(rows, shown, terminal);
}

/** Returns an answer as CSV. */
export function writeAnswerCsv({ columns, types, rows }: QueryAnswer): string {
  return writeCsvLines(
    columns,
    rows.map((row) => row.map((value, place) => writeSqlCsvCell(value, types[place]!))),
  );
}

/** Returns an answer as a list of objects. */
export function listAnswer({ columns, rows }: QueryAnswer): { [column: string]: PlainValue }[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place]!])));
}

/** Returns an answer as a table in Markdown; nothing for NULL. */
export function writeAnswerMarkdown({ columns, types, rows }: QueryAnswer): string {
  const write = (value: PlainValue) => (value === null ? "" : toPrintableLine(writeReadable(value)));
  return writeMarkdown([
    table(
      columns.map(toPrintableLine),
      types.map((type) => (isNumeric(type) ? "right" : "left")),
      rows.map((row) => row.map(write)),
    ),
  ]);
}
