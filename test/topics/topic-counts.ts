import type { ScanRow } from "../../pipeline/topics/topic-count-scan.ts";

/** Returns scanned rows of these numbers, with figures of one size but those that a function gives. */
export function scanOf(numbers: readonly number[], figures: (k: number) => Partial<ScanRow>): ScanRow[] {
  return numbers.map((k) => ({
    k,
    silhouette: 0.1,
    stability: 1,
    prediction: 0.5,
    information: 1,
    inertia: 1,
    ...figures(k),
  }));
}

/** The numbers that a scan of many papers tries. */
export const NUMBERS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 18, 22, 26, 31, 37, 44, 53, 64, 77];
