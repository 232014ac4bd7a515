import { computeAdjustedRand } from "../numeric/adjusted-rand.ts";
import { countContingency } from "../numeric/contingency.ts";
import { computeNormalizedMutualInformation } from "../numeric/mutual-information.ts";
import { computeAdjustedMutualInformation } from "./adjusted-mutual-information.ts";
import { computeHomogeneity, type Homogeneity } from "./homogeneity.ts";
import { computePurity } from "./purity.ts";

/** Agreement of groups found with true ones. */
export type PartitionScores = Homogeneity & { ari: number; nmi: number; ami: number; purity: number };

/** Returns every score of the groups found against the true ones, given as a number for each row; rows of number -1 are one more group. */
export function scorePartition(truth: ArrayLike<number>, found: ArrayLike<number>): PartitionScores {
  const contingency = countContingency(truth, found);
  return {
    ari: computeAdjustedRand(truth, found),
    nmi: computeNormalizedMutualInformation(contingency),
    ami: computeAdjustedMutualInformation(contingency),
    ...computeHomogeneity(contingency),
    purity: computePurity(contingency),
  };
}

/** Returns the mean adjusted Rand index over all pairs of partitions of the same rows: 1 when every one is the same; NaN for less than two. */
export function measureAgreement(partitions: readonly ArrayLike<number>[]): number {
  const agreements = partitions.flatMap((first, index) =>
    partitions.slice(index + 1).map((second) => computeAdjustedRand(first, second)),
  );
  return agreements.reduce((sum, value) => sum + value, 0) / agreements.length;
}
