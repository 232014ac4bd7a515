import type { SoughtWord } from "../../../search/search-index.ts";
import type { FindNearest } from "../../../search/spread-scores.ts";
import type { ServedAnswer } from "../../served-page.ts";

/** What a question found. */
export type FoundPapers = {
  /** The best first: those that hold all words before the others. */
  rows: Uint32Array;
  /** How many hold all words. */
  whole: number;
  /** Words of the question as they were looked up. */
  sought: readonly SoughtWord[];
};

/** By meaning every paper is more or less near; beside those that hold all words so many count as found, and no more. */
const MOST_OTHERS = 30;
/** Those count that stand out from the mean paper by that many hundredths of a standard deviation; but a few always do. */
const LEAST_SCORE = 150;
const LEAST_FOUND = 10;

/** Returns the papers of an answer that count as found, of those that are 1 in a mask, or of all. */
export function chooseFound(
  { rows, scores, whole, sought }: Pick<ServedAnswer, "rows" | "scores" | "whole" | "sought">,
  shown: Uint8Array | null,
): FoundPapers {
  const isShown = (row: number) => !shown || shown[row] === 1;
  const found = [...rows.subarray(0, whole)].filter(isShown);
  const first = found.length;
  for (let place = whole; place < rows.length && found.length - first < MOST_OTHERS; place++) {
    if (scores[place]! < LEAST_SCORE && found.length >= LEAST_FOUND) break;
    if (isShown(rows[place]!)) found.push(rows[place]!);
  }
  return { rows: Uint32Array.from(found), whole: first, sought };
}

/** Found papers by which others are near. */
const LEADERS = 20;

/** Returns to how many of the best found papers each paper is near, by the stored neighbours that are known. */
export function countNear(
  findNearest: FindNearest,
  { rows, whole }: Pick<FoundPapers, "rows" | "whole">,
): Map<number, number> {
  const counts = new Map<number, number>();
  for (const leader of rows.subarray(0, Math.min(LEADERS, whole > 0 ? whole : LEADERS))) {
    for (const near of Array.from(findNearest(leader)?.rows ?? [])) counts.set(near, (counts.get(near) ?? 0) + 1);
  }
  return counts;
}
