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
  /** Whether it shrinks where the table is too wide; of several, the widest first. */
  isFlexible?: boolean;
  /** Most columns of the terminal that it takes; what is longer is cut. */
  mostWidth?: number;
  /** Columns that the terminal must have for it to be shown. */
  leastTerminal?: number;
};

const GAP = "  ";
const NARROWEST = 8;

/**
 * Returns rows as lines with columns under headings, as wide as their cells; flexible columns are cut where the terminal is narrower. For a pipe or file
 * nothing is cut or left out.
 */
export function writeTable<Row>(
  rows: readonly Row[],
  all: readonly TableColumn<Row>[],
  terminal: Terminal,
  indent = 0,
): string {
  const room = measureRoom(terminal) - indent;
  const columns = all.filter(({ leastTerminal = 0 }) => leastTerminal <= room);
  const cells = readCells(rows, columns, terminal);
  const marks = rows.map((row) => columns.map(({ mark }) => mark?.(row) ?? ""));
  const markWidths = columns.map((_, place) => stringWidth(marks[0]?.[place] ?? ""));
  const widths = fitWidths(columns, measureColumns(columns, cells), room - sum(markWidths));
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

/** Returns whether a table fits the terminal once its flexible columns are cut. */
export function isTableFitting<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  terminal: Terminal,
): boolean {
  const room = measureRoom(terminal);
  return measureWhole(fitWidths(columns, measureColumns(columns, readCells(rows, columns, terminal)), room)) <= room;
}

function measureRoom({ isInteractive, width }: Terminal): number {
  return isInteractive ? width : Infinity;
}

function readCells<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  { isInteractive }: Terminal,
): string[][] {
  const longest = ({ mostWidth = Infinity }: TableColumn<Row>) => (isInteractive ? mostWidth : Infinity);
  return rows.map((row) => columns.map((column) => cutText(column.read(row), longest(column))));
}

function measureColumns(columns: readonly TableColumn<never>[], cells: readonly (readonly string[])[]): number[] {
  return columns.map(({ heading }, place) =>
    cells.reduce((width, line) => Math.max(width, stringWidth(line[place]!)), stringWidth(cutText(heading, Infinity))),
  );
}

function measureWhole(widths: readonly number[]): number {
  return sum(widths) + GAP.length * (widths.length - 1);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Returns widths of which the widest flexible ones are cut to one measure, such that all fit; no column gets narrower than ten. */
function fitWidths(columns: readonly TableColumn<never>[], widths: readonly number[], most: number): number[] {
  const cutTo = (measure: number) =>
    widths.map((width, place) => (columns[place]!.isFlexible ? Math.min(width, measure) : width));
  let low = NARROWEST;
  let high = Math.max(NARROWEST, ...widths);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measureWhole(cutTo(middle)) <= most) low = middle;
    else high = middle - 1;
  }
  return cutTo(low);
}
