/** Returns how many rows each of k clusters has; labels are whole numbers below k, -1 is none. */
export function countClusterSizes(labels: ArrayLike<number>, k: number): Int32Array {
  const sizes = new Int32Array(k);
  for (let row = 0; row < labels.length; row++) if (labels[row]! >= 0) sizes[labels[row]!]!++;
  return sizes;
}
