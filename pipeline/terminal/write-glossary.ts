import stringWidth from "string-width";
import { toPrintableLine } from "../text/printable.ts";
import type { Terminal } from "./terminal.ts";
import { wrapText } from "./wrap-text.ts";

/** A term, of what kind it is, and what it means. */
export type GlossaryEntry = { term: string; kind: string; text: string };

const INDENT = 24;
const GAP = 2;

/** Returns terms with their meanings beside them, wrapped; below a term that is too long for that. */
export function writeGlossary(entries: readonly GlossaryEntry[], terminal: Terminal): string {
  return entries.map((entry) => writeEntry(entry, terminal)).join("");
}

function writeEntry({ term, kind, text }: GlossaryEntry, terminal: Terminal): string {
  const head = toPrintableLine(term);
  const body = wrapText(`${terminal.dim(toPrintableLine(kind))}  ${toPrintableLine(text)}`, terminal, INDENT);
  const width = stringWidth(head);
  if (width > INDENT - GAP) return `${terminal.bold(head)}\n${body}\n`;
  return `${terminal.bold(head)}${" ".repeat(INDENT - width)}${body.slice(INDENT)}\n`;
}
