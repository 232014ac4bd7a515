import { writeCsvCell, writeCsvLines } from "./csv-cell.ts";
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

/** Returns papers as CSV: a line of names, then a line a paper. */
export function writeCsv(papers: readonly ExportedPaper[]): string {
  return writeCsvLines(
    COLUMNS,
    papers.map((paper) => COLUMNS.map((column) => writeCsvCell(paper[column]))),
  );
}
