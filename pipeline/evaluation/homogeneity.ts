import type { Contingency } from "../numeric/contingency.ts";
import { computeEntropy, computeMutualInformation } from "../numeric/mutual-information.ts";

/** How pure the groups found are, how whole the true ones, and the harmonic mean of both; all from 0 to 1. */
export type Homogeneity = { homogeneity: number; completeness: number; vMeasure: number };

/**
 * Returns homogeneity, completeness and V-measure (Rosenberg and Hirschberg 2007) of groups found against true ones, which are the
 * first partition. What cannot be divided counts as perfect: homogeneity is 1 when there is one true group, completeness when one was found.
 */
export function computeHomogeneity(contingency: Contingency): Homogeneity {
  const trueEntropy = computeEntropy(contingency.firstSizes);
  const foundEntropy = computeEntropy(contingency.secondSizes);
  const information = computeMutualInformation(contingency);
  const homogeneity = trueEntropy === 0 ? 1 : information / trueEntropy;
  const completeness = foundEntropy === 0 ? 1 : information / foundEntropy;
  const sum = homogeneity + completeness;
  return { homogeneity, completeness, vMeasure: sum === 0 ? 0 : (2 * homogeneity * completeness) / sum };
}
