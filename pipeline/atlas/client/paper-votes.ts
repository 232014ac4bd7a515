import type { PaperColumns } from "../atlas-data.ts";

/** Returns the most upvotes that a page gives each paper, by row; -1 where none gives any. */
export function findVotes({ id, appearances }: Pick<PaperColumns, "id" | "appearances">): Int32Array {
  const { start, upvotes } = appearances;
  return Int32Array.from(id, (_, row) =>
    upvotes.subarray(start[row]!, start[row + 1]!).reduce((most, votes) => Math.max(most, votes), -1),
  );
}

/** Returns the best place that a page gives each paper, by row; -1 where none gives any. */
export function findRanks({ id, appearances }: Pick<PaperColumns, "id" | "appearances">): Int32Array {
  const { start, rank } = appearances;
  return Int32Array.from(id, (_, row) =>
    rank
      .subarray(start[row]!, start[row + 1]!)
      .reduce((best, place) => (place >= 0 && (best < 0 || place < best) ? place : best), -1),
  );
}
