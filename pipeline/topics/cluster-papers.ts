import { countClusterSizes, orderBySize } from "../numeric/cluster-sizes.ts";
import type { SparseMatrix } from "../numeric/tf-idf.ts";
import type { Vectors } from "../numeric/vectors.ts";
import type { Random } from "../random.ts";
import { type Consensus, type ConsensusOptions, clusterByConsensus } from "./consensus-clustering.ts";
import { refineByWords } from "./lexical-refinement.ts";

/**
 * Clusters n papers into k topics by their vectors and words, which are asked for when their vectors are clustered. Topics are numbered by size, the largest 0, equal ones by their
 * first paper.
 */
export async function clusterPapers(
  vectors: Vectors,
  words: () => SparseMatrix,
  options: ConsensusOptions,
  random: Random,
): Promise<Consensus> {
  const consensus = await clusterByConsensus(vectors, options, random, (topicOf, probabilities) =>
    refineByWords(vectors, words(), topicOf, probabilities, options.k),
  );
  return numberBySize(consensus, options.k);
}

/** Returns the same topics with other numbers: 0 for the largest, equal ones in order of their first row. */
export function numberBySize(consensus: Consensus, k: number): Consensus {
  const { topicOf, probabilities } = consensus;
  const order = orderBySize(new Set(topicOf), countClusterSizes(topicOf, k));
  const numberOf = new Int32Array(k);
  for (const [number, topic] of order.entries()) numberOf[topic] = number;
  return {
    ...consensus,
    topicOf: topicOf.map((topic) => numberOf[topic]!),
    probabilities: probabilities.map((_, entry) => probabilities[entry - (entry % k) + order[entry % k]!]!),
  };
}
