/** How well groups agree with true ones, over pairs of rows, and over whole groups of two or more. */
export type GroupScores = {
  precision: number;
  recall: number;
  clusterPrecision: number;
  clusterRecall: number;
  clusterF1: number;
};

/**
 * Scores a grouping of rows against the true one. Over pairs: of those put together the share that belong so, and of those that belong together the
 * share put so. Over groups of two rows or more: the share of found ones that are a true one to the row, and of true ones that were found so.
 */
export function scoreGroups(found: readonly (string | number)[], truth: readonly (string | number)[]): GroupScores {
  const both = countPairs(found.map((group, row) => `${group} ${truth[row]}`));
  const foundGroups = listGroups(found);
  const trueGroups = listGroups(truth);
  const equal = [...foundGroups].filter((group) => trueGroups.has(group)).length;
  const clusterPrecision = equal / Math.max(1, foundGroups.size);
  const clusterRecall = equal / Math.max(1, trueGroups.size);
  return {
    precision: both / Math.max(1, countPairs(found)),
    recall: both / Math.max(1, countPairs(truth)),
    clusterPrecision,
    clusterRecall,
    clusterF1: (2 * clusterPrecision * clusterRecall) / Math.max(Number.MIN_VALUE, clusterPrecision + clusterRecall),
  };
}

function countPairs(groups: readonly (string | number)[]): number {
  const sizes = new Map<string | number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
}

/** Returns the groups of two rows or more, each as the list of its rows. */
function listGroups(groups: readonly (string | number)[]): Set<string> {
  const rows = new Map<string | number, number[]>();
  for (const [row, group] of groups.entries()) rows.set(group, [...(rows.get(group) ?? []), row]);
  return new Set([...rows.values()].filter(({ length }) => length > 1).map((list) => list.join(",")));
}
