/** How many of `total` rows are in a first set, in a second one, and in both. */
export type Overlap = { total: number; first: number; second: number; both: number };

/**
 * Returns the phi coefficient of two sets of rows, which is Pearson's correlation of their indicators (Matthews 1975): 1 for the same set, about 0 for
 * unrelated ones, also where both hold almost all rows; 0 where a set has none or all of them.
 */
export function computePhi({ total, first, second, both }: Overlap): number {
  const scale = Math.sqrt(first * (total - first) * second * (total - second));
  return scale === 0 ? 0 : (total * both - first * second) / scale;
}
