import type { Contingency } from "../numeric/contingency.ts";

/**
 * Returns the share of rows that belong to the commonest true group of the group they were found in (Manning, Raghavan and Schütze
 * 2008, section 16.3); the true groups are the first partition. It grows with the number of groups: compare it at equal numbers. 1 for no rows.
 */
export function computePurity({ cells, secondSizes, total }: Contingency): number {
  const largest = secondSizes.map(() => 0);
  for (const { second, count } of cells) largest[second] = Math.max(largest[second]!, count);
  return total === 0 ? 1 : largest.reduce((sum, count) => sum + count, 0) / total;
}
