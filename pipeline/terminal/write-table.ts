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
  /** Whether it shrinks where the table is too wide; one column at the most. */
  isFlexible?: boolean;
};

const GAP = "  ";
const NARROWEST = 10;

/** Returns rows as lines with columns under headings, as wide as their cells; the flexible column is cut where the terminal is narrower. */
export function writeTable<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  terminal: Terminal,
): string {
  const cells = rows.map((row) => columns.map((column) => cutText(column.read(row), Infinity)));
  const widths = columns.map(({ heading }, place) =>
    cells.reduce((width, line) => Math.max(width, stringWidth(line[place]!)), stringWidth(heading)),
  );
  const excess = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length) - terminal.width;
  const flexible = columns.findIndex(({ isFlexible }) => isFlexible);
  if (excess > 0 && flexible !== -1) widths[flexible] = Math.max(NARROWEST, widths[flexible]! - excess);

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
