/** By what papers are sorted; `key` gives numbers or texts, the least first. */
export type SortOrder = { key(row: number): string | number; isDescending: boolean };

/** Returns rows in an order; those with equal keys by row, from the least up. */
export function sortRows(rows: Iterable<number>, { key, isDescending }: SortOrder): number[] {
  const sign = isDescending ? -1 : 1;
  return [...rows].sort((a, b) => sign * compareKeys(key(a), key(b)) || a - b);
}

function compareKeys(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en");
}
