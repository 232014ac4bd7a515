/** How many rows two partitions of the same rows have in each pair of their groups; groups in order of appearance. */
export type Contingency = {
  /** Pairs of groups that share at least one row. */
  cells: { first: number; second: number; count: number }[];
  /** Rows in each group of the first partition. */
  firstSizes: number[];
  /** Rows in each group of the second partition. */
  secondSizes: number[];
  total: number;
};

/** Counts the rows of each pair of groups, given as any whole number for each row. Throws when the lists are not of the same length. */
export function countContingency(first: ArrayLike<number>, second: ArrayLike<number>): Contingency {
  if (first.length !== second.length)
    throw new Error(`partitions to compare: ${first.length} rows against ${second.length}`);
  const firstGroups = new Map<number, number>();
  const secondGroups = new Map<number, number>();
  const firstSizes: number[] = [];
  const secondSizes: number[] = [];
  const cells = new Map<string, Contingency["cells"][number]>();
  for (let row = 0; row < first.length; row++) {
    const own = numberGroup(firstGroups, first[row]!);
    const other = numberGroup(secondGroups, second[row]!);
    firstSizes[own] = (firstSizes[own] ?? 0) + 1;
    secondSizes[other] = (secondSizes[other] ?? 0) + 1;
    const cell = cells.get(`${own} ${other}`);
    if (cell) cell.count++;
    else cells.set(`${own} ${other}`, { first: own, second: other, count: 1 });
  }
  return { cells: [...cells.values()], firstSizes, secondSizes, total: first.length };
}

function numberGroup(groups: Map<number, number>, name: number): number {
  const known = groups.get(name);
  if (known !== undefined) return known;
  groups.set(name, groups.size);
  return groups.size - 1;
}
