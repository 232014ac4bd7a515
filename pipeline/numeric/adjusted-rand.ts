/**
 * Returns the adjusted Rand index of two clusterings of the same n rows (Hubert and Arabie 1985): 1 for the same partition, about 0 for
 * a random one. Each gives a row the number of its cluster, from 0. Two partitions without pairs agree: 1.
 */
export function computeAdjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`clusterings of the same rows: ${a.length} rows against ${b.length}`);
  const inBoth = new Map<string, number>();
  const inA = new Map<number, number>();
  const inB = new Map<number, number>();
  for (let row = 0; row < a.length; row++) {
    const cell = `${a[row]} ${b[row]}`;
    inBoth.set(cell, (inBoth.get(cell) ?? 0) + 1);
    inA.set(a[row]!, (inA.get(a[row]!) ?? 0) + 1);
    inB.set(b[row]!, (inB.get(b[row]!) ?? 0) + 1);
  }
  const together = countPairs(inBoth.values());
  const pairsA = countPairs(inA.values());
  const pairsB = countPairs(inB.values());
  const all = (a.length * (a.length - 1)) / 2;
  const expected = (pairsA * pairsB) / Math.max(all, 1);
  const largest = (pairsA + pairsB) / 2;
  return largest === expected ? 1 : (together - expected) / (largest - expected);
}

function countPairs(sizes: Iterable<number>): number {
  let pairs = 0;
  for (const size of sizes) pairs += (size * (size - 1)) / 2;
  return pairs;
}
