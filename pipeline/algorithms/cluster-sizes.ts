/** Returns how many rows each of k clusters has; labels are whole numbers below k. */
export function countClusterSizes(labels: ArrayLike<number>, k: number): Int32Array {
  const sizes = new Int32Array(k);
  for (let row = 0; row < labels.length; row++) sizes[labels[row]!]!++;
  return sizes;
}
