import type { Contingency } from "./contingency.ts";

/** Less than this is the rounding of 0. */
const SMALLEST = 1e-15;

/** Returns the entropy of a partition from the sizes of its groups, in nats; 0 where all rows are in one group or there are none. */
export function computeEntropy(sizes: readonly number[]): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return sizes.length < 2 ? 0 : sizes.reduce((sum, size) => sum - (size / total) * Math.log(size / total), 0);
}

/** Returns the mutual information of two partitions in nats (Cover and Thomas 2006, section 2.3), never less than 0. */
export function computeMutualInformation({ cells, firstSizes, secondSizes, total }: Contingency): number {
  if (firstSizes.length < 2 || secondSizes.length < 2) return 0;
  let information = 0;
  for (const { first, second, count } of cells) {
    information += (count / total) * Math.log((count * total) / (firstSizes[first]! * secondSizes[second]!));
  }
  return information < SMALLEST ? 0 : information;
}

/**
 * Returns the mutual information over the mean of the two entropies (NMI with the arithmetic mean, as scikit-learn computes it by
 * default; it is the V-measure under another name). Two partitions of one group each, or of no rows, agree: 1.
 */
export function computeNormalizedMutualInformation(contingency: Contingency): number {
  const { firstSizes, secondSizes } = contingency;
  if (firstSizes.length === secondSizes.length && firstSizes.length < 2) return 1;
  const information = computeMutualInformation(contingency);
  return information === 0 ? 0 : (2 * information) / (computeEntropy(firstSizes) + computeEntropy(secondSizes));
}
