import { PAPER_DETAILS } from "../papers/paper-details.ts";
import { writeCsvCell, writeCsvLines } from "./csv-cell.ts";
import type { ExportedPaper } from "./exported-paper.ts";
import type { MappedPaper } from "./mapped-paper.ts";

/** What is told of a paper, in the order of columns. */
export const PAPER_COLUMNS: readonly (keyof ExportedPaper)[] = [
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
  ...PAPER_DETAILS,
];

/** With the place on the map. */
export const MAPPED_PAPER_COLUMNS: readonly (keyof MappedPaper)[] = [...PAPER_COLUMNS, "topic_id", "x", "y"];

/** Returns papers as CSV: a line of names, then a line a paper. */
export function writeCsv(papers: readonly ExportedPaper[]): string {
  return writePapersAsCsv(papers, PAPER_COLUMNS);
}

/** Returns papers as CSV with the place on the map, and the id of the topic. */
export function writeMappedCsv(papers: readonly MappedPaper[]): string {
  return writePapersAsCsv(papers, MAPPED_PAPER_COLUMNS);
}

function writePapersAsCsv<Paper extends ExportedPaper>(
  papers: readonly Paper[],
  columns: readonly (keyof Paper & keyof MappedPaper)[],
): string {
  return writeCsvLines(
    columns,
    papers.map((paper) => columns.map((column) => writeCsvCell((paper as unknown as MappedPaper)[column]))),
  );
}
