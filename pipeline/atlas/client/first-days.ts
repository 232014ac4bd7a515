import { NONE, type PaperColumns } from "../atlas-data.ts";

/** Returns the first day that each paper was listed on, by row, in days since 1970-01-01; -1 where no page gives one. */
export function findFirstDays({ id, appearances }: Pick<PaperColumns, "id" | "appearances">): Int32Array {
  return Int32Array.from(id, (_, row) => {
    const days = appearances.day.subarray(appearances.start[row]!, appearances.start[row + 1]!);
    return days.reduce((first, day) => (day !== NONE && (first === NONE || day < first) ? day : first), NONE);
  });
}
