import { findFirstDay } from "../../search/filter-papers.ts";
import type { PaperColumns } from "../atlas-data.ts";

/** Returns the day of each paper, by row, as in the view paper_days: that of its first listing, or of its publication; days since 1970-01-01, -1 for none. */
export function findFirstDays(papers: Pick<PaperColumns, "id" | "appearances">): Int32Array {
  return Int32Array.from(papers.id, (_, row) => findFirstDay(papers, row));
}
