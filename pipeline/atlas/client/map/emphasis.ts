import type { Matches } from "../atlas.ts";

/** How papers are drawn: greyed ones first, so that they lie behind. */
export type Emphasis = {
  /** Rows from the first drawn to the last. */
  order: Uint32Array;
  /** The first so many of `order` are greyed. */
  greyed: number;
  /** Whether some papers are set apart from others. */
  isPartial: boolean;
  /** Whether a paper is not greyed. */
  isFront(row: number): boolean;
};

/** Returns the rows in an order that does not depend on their topics, so that no topic hides another: a shuffle (Fisher and Yates) with a fixed seed. */
export function shuffleRows(count: number): Uint32Array {
  const rows = Uint32Array.from({ length: count }, (_, row) => row);
  let seed = 0x9e3779b9;
  for (let last = count - 1; last > 0; last--) {
    // Mulberry32.
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const chosen = ((mixed ^ (mixed >>> 14)) >>> 0) % (last + 1);
    [rows[last], rows[chosen]] = [rows[chosen]!, rows[last]!];
  }
  return rows;
}

/** Returns which papers are in front: those that meet the filters, are found, and belong to the selected family of topics. */
export function emphasizePapers(
  shuffled: Uint32Array,
  topics: Int32Array,
  family: ReadonlySet<number> | null,
  { shown, found }: Matches,
): Emphasis {
  if (!family && !shown && !found) return { order: shuffled, greyed: 0, isPartial: false, isFront: () => true };
  const isFront = (row: number) =>
    (!family || family.has(topics[row]!)) && (!shown || shown[row] === 1) && (!found || found[row] === 1);
  const order = new Uint32Array(shuffled.length);
  const front: number[] = [];
  let greyed = 0;
  for (const row of shuffled) {
    if (isFront(row)) front.push(row);
    else order[greyed++] = row;
  }
  order.set(front, greyed);
  return { order, greyed, isPartial: true, isFront };
}
