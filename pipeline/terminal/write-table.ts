import stringWidth from "string-width";
import { cutText, type Terminal } from "./terminal.ts";

/** A column of a table on the terminal. */
export type TableColumn<Row> = {
  heading: string;
  /** Text of a cell; it is made printable and put on one line. */
  read(row: Row): string;
  /** Styles a cell that is cut and filled. */
  style?(cell: string, row: Row): string;
  isNumber?: boolean;
  /** Whether it shrinks where the table is too wide; of several, the widest first. */
  isFlexible?: boolean;
};

const GAP = "  ";
const NARROWEST = 10;

/** Returns rows as lines with columns under headings, as wide as their cells; flexible columns are cut where the terminal is narrower. */
export function writeTable<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  terminal: Terminal,
): string {
  const cells = rows.map((row) => columns.map((column) => cutText(column.read(row), Infinity)));
  const widths = fitWidths(columns, measureColumns(columns, cells), terminal.width);
  const fill = (text: string, place: number) => {
    const cut = cutText(text, widths[place]!);
    const space = " ".repeat(widths[place]! - stringWidth(cut));
    return columns[place]!.isNumber ? space + cut : cut + space;
  };
  const heading = columns.map((column, place) => terminal.dim(fill(column.heading, place))).join(GAP);
  const lines = cells.map((line, index) =>
    line.map((cell, place) => columns[place]!.style?.(fill(cell, place), rows[index]!) ?? fill(cell, place)).join(GAP),
  );
  return [heading, ...lines].map((line) => `${line.trimEnd()}\n`).join("");
}

/** Returns whether a table fits the terminal once its flexible columns are cut. */
export function isTableFitting<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  terminal: Terminal,
): boolean {
  const cells = rows.map((row) => columns.map((column) => cutText(column.read(row), Infinity)));
  return measureWhole(fitWidths(columns, measureColumns(columns, cells), terminal.width)) <= terminal.width;
}

function measureColumns(columns: readonly TableColumn<never>[], cells: readonly (readonly string[])[]): number[] {
  return columns.map(({ heading }, place) =>
    cells.reduce((width, line) => Math.max(width, stringWidth(line[place]!)), stringWidth(cutText(heading, Infinity))),
  );
}

function measureWhole(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
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
