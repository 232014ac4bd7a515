import { computeUnitCentroids } from "../numeric/centroids.ts";
import { countClusterSizes, listMembers, orderBySize } from "../numeric/cluster-sizes.ts";
import { findLargest } from "../numeric/largest.ts";
import { computeMean } from "../numeric/mean.ts";
import { centerColumns, dotProduct, dotProducts, normalizeRows, type Vectors, viewRow } from "../numeric/vectors.ts";
import { findBroaderTopics, type Hierarchy, measureChance } from "./topic-hierarchy.ts";

/** A topic of any level. Topics are named by their place in the list. */
export type MeasuredTopic = {
  level: number;
  /** The broader topic that it is part of, or -1. */
  parent: number;
  /** The papers in it, ascending. */
  rows: number[];
  /** Mean cosine of its papers to its centroid. */
  cohesion: number;
  stability: number;
  /** The topic of its level with the most similar centroid, or -1 where there is no other. */
  nearest: number;
  /** The cosine of the two centroids. */
  nearestSimilarity: number | null;
};

/** The topics of all levels. */
export type MeasuredLevels = {
  /** The k topics that papers are in, in their own order, then the broader ones, the largest first. */
  topics: MeasuredTopic[];
  /** A unit row for each topic. */
  centroids: Vectors;
  /** Why there are so many broader ones, in words. */
  reason: string;
};

/** What was found of k topics of n papers: the topic of each, or -1; probabilities, n x k, row-major; stability, k values. */
export type Membership = { k: number; topicOf: Int32Array; probabilities: Float64Array; stability: Float64Array };

/**
 * Joins topics into broader ones by the likeness of their centroids in `sharp`, and measures the topics of both levels in `smooth`; both
 * have a unit row a paper. The stability of a broader topic is the mean of its papers' probabilities, summed over the topics in it.
 */
export function buildTopicLevels(smooth: Vectors, sharp: Vectors, membership: Membership): MeasuredLevels {
  const { k, topicOf, stability } = membership;
  const sizes = countClusterSizes(topicOf, k);
  const centred = normalizeRows(centerColumns(sharp));
  const hierarchy = findBroaderTopics(computeUnitCentroids(centred, topicOf, k), sizes, measureChance(centred));
  const parents = numberBySize(hierarchy, sizes);
  const broadOf = topicOf.map((topic) => (topic === -1 ? -1 : parents[topic]!));

  const fine = measureLevel(smooth, topicOf, k);
  const broad = measureLevel(smooth, broadOf, hierarchy.count);
  const fineTopics = fine.topics.map((topic, place): MeasuredTopic => {
    const parent = parents[place] === -1 ? -1 : k + parents[place]!;
    return { ...topic, level: 0, parent, stability: stability[place]! };
  });
  const broadTopics = broad.topics.map((topic, place): MeasuredTopic => {
    const parts = [...parents.keys()].filter((part) => parents[part] === place);
    const nearest = topic.nearest === -1 ? -1 : k + topic.nearest;
    return { ...topic, level: 1, parent: -1, nearest, stability: averageSummed(membership, topic.rows, parts) };
  });
  const values = Float32Array.from([...fine.centroids.values, ...broad.centroids.values]);
  return {
    topics: [...fineTopics, ...broadTopics],
    centroids: { values, dimensions: smooth.dimensions },
    reason: hierarchy.reason,
  };
}

/** Returns for each topic the number of its broader topic, 0 for the largest, equal ones by their first topic; or -1. */
function numberBySize({ parents, count }: Hierarchy, sizes: Int32Array): Int32Array {
  const papers = new Int32Array(count);
  for (const [topic, parent] of parents.entries()) if (parent !== -1) papers[parent]! += sizes[topic]!;
  const order = orderBySize(papers.keys(), papers);
  return parents.map((parent) => order.indexOf(parent));
}

/** Measures k topics of one level among themselves: `topicOf` gives each paper its topic, or -1. */
function measureLevel(vectors: Vectors, topicOf: Int32Array, k: number) {
  const centroids = computeUnitCentroids(vectors, topicOf, k);
  const similarities = dotProducts(centroids, centroids);
  const topics = listMembers(topicOf, k).map((rows, topic) => {
    const nearest = findLargest(viewRow(similarities, topic, k), topic);
    return {
      rows,
      cohesion: computeMean(rows.map((row) => dotProduct(vectors, row, centroids, topic))),
      nearest,
      nearestSimilarity: nearest === -1 ? null : similarities[topic * k + nearest]!,
    };
  });
  return { centroids, topics };
}

/** Returns the mean over papers of the sum of their probabilities of some topics. */
function averageSummed({ probabilities, k }: Membership, rows: readonly number[], topics: readonly number[]): number {
  return computeMean(rows.map((row) => topics.reduce((sum, topic) => sum + probabilities[row * k + topic]!, 0)));
}
