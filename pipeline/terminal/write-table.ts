import stringWidth from "string-width";
import { cutText, type Terminal } from "./terminal.ts";

/** A column of a table on the terminal. */
export type TableColumn<Row> = {
  heading: string;
  /** Text of a cell; it is made printable and put on one line. */
  read(row: Row): string;
  /** What stands before a cell, styled; as wide in every row. */
  mark?(row: Row): string;
  /** Styles a cell that is cut and filled. */
  style?(cell: string, row: Row): string;
  isNumber?: boolean;
  /** Whether it shrinks where the table is too wide; one column at the most. */
  isFlexible?: boolean;
  /** Most columns of the terminal that it takes; what is longer is cut. */
  mostWidth?: number;
  /** Columns that the terminal must have for it to be shown. */
  leastTerminal?: number;
};

const GAP = "  ";
const NARROWEST = 8;

/**
 * Returns rows as lines with columns under headings, as wide as their cells; the flexible column is cut where the terminal is narrower. For a pipe or file
 * nothing is cut or left out.
 */
export function writeTable<Row>(
  rows: readonly Row[],
  all: readonly TableColumn<Row>[],
  terminal: Terminal,
  indent = 0,
): string {
  const room = (terminal.isInteractive ? terminal.width : Infinity) - indent;
  const columns = all.filter(({ leastTerminal = 0 }) => leastTerminal <= room);
  const longest = ({ mostWidth = Infinity }: TableColumn<Row>) => (terminal.isInteractive ? mostWidth : Infinity);
  const cells = rows.map((row) => columns.map((column) => cutText(column.read(row), longest(column))));
  const marks = rows.map((row) => columns.map(({ mark }) => mark?.(row) ?? ""));
  const markWidths = columns.map((_, place) => stringWidth(marks[0]?.[place] ?? ""));
  const widths = columns.map(({ heading }, place) =>
    cells.reduce((width, line) => Math.max(width, stringWidth(line[place]!)), stringWidth(heading)),
  );
  const total = widths.reduce((sum, width, place) => sum + markWidths[place]! + width + GAP.length, -GAP.length);
  const flexible = columns.findIndex(({ isFlexible }) => isFlexible);
  if (total > room && flexible !== -1) widths[flexible] = Math.max(NARROWEST, widths[flexible]! - (total - room));

  const fill = (text: string, place: number) => {
    const cut = cutText(text, widths[place]!);
    const space = " ".repeat(widths[place]! - stringWidth(cut));
    if (columns[place]!.isNumber) return space + cut;
    return place === columns.length - 1 ? cut : cut + space;
  };
  const heading = columns.map(
    (column, place) => " ".repeat(markWidths[place]!) + terminal.dim(fill(column.heading, place)),
  );
  const lines = rows.map((row, index) =>
    columns.map(({ style }, place) => {
      const cell = fill(cells[index]![place]!, place);
      return marks[index]![place]! + (style?.(cell, row) ?? cell);
    }),
  );
  return [heading, ...lines].map((line) => `${`${" ".repeat(indent)}${line.join(GAP)}`.trimEnd()}\n`).join("");
}
