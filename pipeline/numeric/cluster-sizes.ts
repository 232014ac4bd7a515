/** Returns how many rows each of k clusters has. `clusterOf` gives each row its cluster below k, or -1. */
export function countClusterSizes(clusterOf: ArrayLike<number>, k: number): Int32Array {
  const sizes = new Int32Array(k);
  for (let row = 0; row < clusterOf.length; row++) if (clusterOf[row]! >= 0) sizes[clusterOf[row]!]!++;
  return sizes;
}

/** Returns the rows of each of k clusters, ascending. `clusterOf` gives each row its cluster below k, or -1. */
export function listMembers(clusterOf: ArrayLike<number>, k: number): number[][] {
  const members = Array.from({ length: k }, (): number[] => []);
  for (let row = 0; row < clusterOf.length; row++) members[clusterOf[row]!]?.push(row);
  return members;
}

/** Returns the clusters in order of `sizes`, the largest first; equal ones stay in the order given. */
export function orderBySize(clusters: Iterable<number>, sizes: ArrayLike<number>): number[] {
  return [...clusters].sort((a, b) => sizes[b]! - sizes[a]!);
}
