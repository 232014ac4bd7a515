import wrapAnsi from "wrap-ansi";
import type { Terminal } from "./terminal.ts";

/** Returns a printable text broken into lines that fit the terminal behind `indent` spaces; what styles it stays whole. */
export function wrapText(text: string, terminal: Terminal, indent = 0): string {
  const space = " ".repeat(indent);
  return wrapAnsi(text, terminal.width - indent, { hard: true })
    .split("\n")
    .map((line) => `${space}${line}`.trimEnd())
    .join("\n");
}
