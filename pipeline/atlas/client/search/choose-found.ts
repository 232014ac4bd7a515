import type { NearestColumns } from "../../atlas-data.ts";
import type { ServedAnswer } from "../../served-page.ts";

/** By meaning every paper is more or less near; as many count as found, and no more. */
const MOST_FOUND = 50;
/** Those count that stand out from the mean paper by that many hundredths of a standard deviation; but a few always do. */
const LEAST_SCORE = 150;
const LEAST_FOUND = 10;

/** Returns the papers of an answer that count as found, the best first, of those that are 1 in a mask, or of all. */
export function chooseFound(
  { rows, scores }: Pick<ServedAnswer, "rows" | "scores">,
  shown: Uint8Array | null,
): Uint32Array {
  const found: number[] = [];
  for (let place = 0; place < rows.length && found.length < MOST_FOUND; place++) {
    if (scores[place]! < LEAST_SCORE && found.length >= LEAST_FOUND) break;
    if (!shown || shown[rows[place]!] === 1) found.push(rows[place]!);
  }
  return Uint32Array.from(found);
}

/** Found papers whose neighbours count. */
const LEADERS = 10;
const MOST_NEAR = 6;

/**
 * Returns papers near the best of those found that are not found themselves, the nearest to all of them first, of those that are 1 in a mask, or of all.
 * Worth: sum of the stored similarities.
 */
export function findNear(
  { start, row, similarity }: NearestColumns,
  found: Uint32Array,
  shown: Uint8Array | null,
): Uint32Array {
  const worth = new Map<number, number>();
  const isFound = new Set(found);
  for (const leader of found.subarray(0, LEADERS)) {
    for (let place = start[leader]!; place < start[leader + 1]!; place++) {
      const near = row[place]!;
      if (isFound.has(near) || (shown && shown[near] !== 1)) continue;
      worth.set(near, (worth.get(near) ?? 0) + similarity[place]!);
    }
  }
  const ranked = [...worth].sort(([a, most], [b, least]) => least - most || a - b);
  return Uint32Array.from(ranked.slice(0, MOST_NEAR), ([near]) => near);
}
