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
  "authors",
  "published",
  "venue",
  "categories",
  "keywords",
  "doi",
  "paper_url",
  "code_url",
  "project_url",
  "language",
  "author_comment",
];

/**
 * Returns papers as CSV (RFC 4180): a line of names, then a line a paper, lists joined by "; ". A text that a spreadsheet would take for a
 * formula gets an apostrophe before it. One that holds what separates cells in any country is quoted.
 */
export function writeCsv(papers: readonly ExportedPaper[]): string {
  const lines = papers.map((paper) => COLUMNS.map((column) => writeCell(paper[column])).join(","));
  return [COLUMNS.join(","), ...lines, ""].join("\r\n");
}

/** How a formula begins. Spreadsheets skip white space before its sign, invisible characters too, and take full-width signs for plain ones. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

function writeCell(value: ExportedPaper[keyof ExportedPaper]): string {
  if (typeof value === "number") return String(value);
  const text = Array.isArray(value) ? value.join("; ") : (value ?? "");
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",;|\t\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
