import type { ExportedPaper } from "./exported-paper.ts";

const COLUMNS: readonly (keyof ExportedPaper)[] = [
  "paper_id",
  "title",
  "abstract",
  "topic",
  "probability",
  "role",
  "arxiv_id",
  "urls",
  "sources",
  "listed",
];

/** Returns papers as CSV (RFC 4180): a line of names, then a line a paper, lists joined by "; ". A text that a spreadsheet would take for a formula gets an apostrophe before it. */
export function writeCsv(papers: readonly ExportedPaper[]): string {
  const lines = papers.map((paper) => COLUMNS.map((column) => writeCell(paper[column])).join(","));
  return [COLUMNS.join(","), ...lines, ""].join("\r\n");
}

function writeCell(value: ExportedPaper[keyof ExportedPaper]): string {
  if (typeof value === "number") return String(value);
  const text = Array.isArray(value) ? value.join("; ") : (value ?? "");
  // Spreadsheets skip white space before a formula's sign.
  const harmless = /^[\s\u0000]*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
