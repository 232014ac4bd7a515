import type { ExportedPaper } from "./exported-paper.ts";

/** Returns papers as JSON: a list of objects, indented by two spaces, with a line end at the end. */
export function writeJson(papers: readonly ExportedPaper[]): string {
  return `${JSON.stringify(papers, null, 2)}\n`;
}
