import type { Contingency } from "./contingency.ts";

/**
 * Returns the mutual information, in nats, that random partitions with groups of these sizes have on average: exactly, by the
 * hypergeometric distribution of every cell (Vinh, Epps and Bailey 2010, equation 22).
 */
export function computeExpectedMutualInformation({ firstSizes, secondSizes, total }: Contingency): number {
  const logFactorials = tabulateLogFactorials(total);
  const secondKinds = countSizes(secondSizes);
  let expected = 0;
  for (const [first, firstCount] of countSizes(firstSizes)) {
    for (const [second, secondCount] of secondKinds) {
      const constant =
        logFactorials[first]! +
        logFactorials[second]! +
        logFactorials[total - first]! +
        logFactorials[total - second]! -
        logFactorials[total]!;
      let cell = 0;
      for (let shared = Math.max(1, first + second - total); shared <= Math.min(first, second); shared++) {
        const logProbability =
          constant -
          logFactorials[shared]! -
          logFactorials[first - shared]! -
          logFactorials[second - shared]! -
          logFactorials[total - first - second + shared]!;
        cell += (shared / total) * Math.log((total * shared) / (first * second)) * Math.exp(logProbability);
      }
      expected += firstCount * secondCount * cell;
    }
  }
  return expected;
}

function tabulateLogFactorials(largest: number): Float64Array {
  const logs = new Float64Array(largest + 1);
  for (let n = 2; n <= largest; n++) logs[n] = logs[n - 1]! + Math.log(n);
  return logs;
}

function countSizes(sizes: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
  return counts;
}
