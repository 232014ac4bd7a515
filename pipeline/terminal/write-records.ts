import stringWidth from "string-width";
import { cutText, type Terminal } from "./terminal.ts";
import type { TableColumn } from "./write-table.ts";

const WIDEST_HEADING = 30;
const GAP = "  ";

/** Returns rows one below the other, a line a cell with its heading before it, for tables that are too wide. Long cells are cut. */
export function writeRecords<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  terminal: Terminal,
): string {
  const headings = columns.map(({ heading }) => cutText(heading, WIDEST_HEADING));
  const width = Math.max(...headings.map((heading) => stringWidth(heading)));
  const records = rows.map((row, index) => {
    const lines = columns.map((column, place) => {
      const heading = headings[place]! + " ".repeat(width - stringWidth(headings[place]!));
      const cell = cutText(column.read(row), terminal.width - width - GAP.length);
      return `${terminal.dim(heading)}${GAP}${column.style?.(cell, row) ?? cell}`.trimEnd();
    });
    return `${[terminal.dim(`— ${index + 1} —`), ...lines].join("\n")}\n`;
  });
  return records.join("");
}
