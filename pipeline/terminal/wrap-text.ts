import wrapAnsi from "wrap-ansi";
import type { Terminal } from "./terminal.ts";

/** In columns: longer lines are hard to read. */
const LONGEST_LINE = 100;

/** Returns a printable text broken into lines that fit the terminal and 100 columns, behind `indent` spaces; what styles it stays whole. */
export function wrapText(text: string, terminal: Terminal, indent = 0): string {
  const space = " ".repeat(indent);
  return wrapAnsi(text, Math.min(LONGEST_LINE, terminal.width) - indent, { hard: true })
    .split("\n")
    .map((line) => `${space}${line}`.trimEnd())
    .join("\n");
}
