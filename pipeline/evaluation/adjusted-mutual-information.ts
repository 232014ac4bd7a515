import type { Contingency } from "../numeric/contingency.ts";
import { computeExpectedMutualInformation } from "../numeric/expected-mutual-information.ts";
import { computeEntropy, computeMutualInformation } from "../numeric/mutual-information.ts";

/** Less than this is the rounding of 0. */
const SMALLEST = 1e-12;

/**
 * Returns the mutual information of two partitions, adjusted for chance: (MI - E) / (mean entropy - E), with E that expected of random
 * partitions with groups of the same sizes (Vinh, Epps and Bailey 2010, equation 24a): 1 for the same partition, about 0 for a random
 * one. Two partitions of one group each, or of no rows: 1.
 */
export function computeAdjustedMutualInformation(contingency: Contingency): number {
  const { firstSizes, secondSizes } = contingency;
  if (firstSizes.length === secondSizes.length && firstSizes.length < 2) return 1;
  if (firstSizes.length < 2 || secondSizes.length < 2) return 0;
  const expected = computeExpectedMutualInformation(contingency);
  const most = (computeEntropy(firstSizes) + computeEntropy(secondSizes)) / 2;
  return keepFromZero(computeMutualInformation(contingency) - expected) / keepFromZero(most - expected);
}

/** Where the most that is possible is also what is expected, 0 / 0 becomes 1. */
function keepFromZero(difference: number): number {
  return Math.abs(difference) < SMALLEST ? SMALLEST : difference;
}
