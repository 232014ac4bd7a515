import { UserError } from "../../error.ts";
import { decodeLoosely } from "../../text/decode-text.ts";
import type { FileContent, FileHead } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import type { Line } from "../split-lines.ts";
import { readTable, type TableColumns } from "../table/read-table.ts";
import { sniffDelimiter } from "../table/sniff-delimiter.ts";
import { type DelimitedRow, splitDelimited } from "../table/split-delimited.ts";
import type { FieldRecord, Format, ReadOptions } from "./format.ts";

/** In UTF-16 units: what is looked at to tell how cells are parted. */
const SAMPLE = 2 ** 16;

const LEAST_EVENNESS = 0.5;
const MOST_COLUMNS = 4096;
const SHOWN_OF_RAW = 2000;

/** A table of text, parted by commas, tabs, semicolons or bars, its first row the names of its columns. */
export const delimited: Format = {
  name: "delimited",
  description: "tables with a header, as .csv or .tsv",
  recognizes,
  readRecords,
};

/** A name alone makes no table, and commas alone neither: prose has them. */
function recognizes({ name, bytes }: FileHead): boolean {
  const text = decodeLoosely(bytes);
  if (text.includes("\0") || /^\s*[<{[]/.test(text)) return false;
  const dialect = sniffDelimiter(text);
  if (!dialect) return false;
  return dialect.isOfPapers || (/\.(?:csv|tsv|tab)$/i.test(name) && dialect.evenness >= LEAST_EVENNESS);
}

async function* readRecords(file: FileContent, options: ReadOptions = {}): AsyncGenerator<FoundRecord | Rejection> {
  const { source } = file;
  const lines = file.readLines()[Symbol.asyncIterator]();
  const first = await takeLines(lines);
  const dialect = sniffDelimiter(first.map(({ text }) => `${text}\n`).join(""), options.fields);
  if (!dialect) throw new UserError(`${source}: no table: its first rows have no two columns.`);
  const rows = splitDelimited(chain(first, lines), dialect.delimiter, source);
  const { value: header, done } = await rows.next();
  if (done) return;
  if ("reason" in header) throw new UserError(`${source}:${header.line}: no header: ${header.reason}.`);
  const table = nameColumns(header, source);
  yield* readTable(source, table, readFields(rows, table.columns), options);
}

async function takeLines(lines: AsyncIterator<Line>): Promise<Line[]> {
  const taken: Line[] = [];
  for (let length = 0; length < SAMPLE; ) {
    const { value, done } = await lines.next();
    if (done) break;
    taken.push(value);
    length += value.text.length + 1;
  }
  return taken;
}

async function* chain(first: readonly Line[], rest: AsyncIterator<Line>): AsyncGenerator<Line> {
  yield* first;
  try {
    for (;;) {
      const { value, done } = await rest.next();
      if (done) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}

/** Returns the names of columns, each its own: one without a name is called by its place, one of a name that was there by a number. */
function nameColumns({ line, cells }: DelimitedRow, source: string): TableColumns {
  if (cells.length > MOST_COLUMNS)
    throw new UserError(
      `${source}:${line}: ${cells.length} columns in the header, at most ${MOST_COLUMNS} can be read.`,
    );
  const names = cells.map((cell) => cell.trim());
  const taken = new Set<string>();
  const columns = names.map((name, index) => {
    const base = name === "" ? `column ${index + 1}` : name;
    let column = base;
    for (let number = 2; taken.has(column); number++) column = `${base} (${number})`;
    taken.add(column);
    return column;
  });
  return { columns, names };
}

async function* readFields(
  rows: AsyncIterable<DelimitedRow | Rejection>,
  columns: readonly string[],
): AsyncGenerator<FieldRecord | Rejection> {
  for await (const row of rows) {
    const raw = row.raw.slice(0, SHOWN_OF_RAW);
    if ("reason" in row) yield { ...row, raw };
    else yield { line: row.line, fields: Object.fromEntries(columns.map((name, i) => [name, row.cells[i]])), raw };
  }
}
