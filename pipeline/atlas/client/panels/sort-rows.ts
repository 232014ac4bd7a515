/** By what papers are sorted; `key` gives numbers or texts, the least first, and null where there is nothing to sort by. */
export type SortOrder = { key(row: number): string | number | null; isDescending: boolean };

const COLLATOR = new Intl.Collator("en");

/** Returns rows in an order; those with equal keys by row, from the least up, and those without a key last, whichever way. */
export function sortRows(rows: Iterable<number>, { key, isDescending }: SortOrder): number[] {
  const sign = isDescending ? -1 : 1;
  return Array.from(rows, (row) => ({ row, key: key(row) }))
    .sort((a, b) => compareAbsence(a.key, b.key) || sign * compareKeys(a.key, b.key) || a.row - b.row)
    .map(({ row }) => row);
}

function compareAbsence(a: unknown, b: unknown): number {
  return Number(a === null) - Number(b === null);
}

function compareKeys(a: string | number | null, b: string | number | null): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return COLLATOR.compare(String(a), String(b));
}
