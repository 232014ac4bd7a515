import { computeUnitCentroids } from "../numeric/centroids.ts";
import { centerColumns, dotProduct, normalizeRows, pickVectors, type Vectors } from "../numeric/vectors.ts";
import { findBroaderTopics, measureChance } from "./topic-hierarchy.ts";

/** A topic of any level. Topics are named by their place in the list. */
export type MeasuredTopic = {
  level: number;
  /** The broader topic that it is part of. */
  parent: number | null;
  /** The papers in it, ascending. */
  rows: number[];
  /** Mean cosine of its papers to its centroid. */
  cohesion: number;
  stability: number;
  /** The topic of its level with the most similar centroid, and the cosine. */
  nearest: number | null;
  nearestSimilarity: number | null;
};

export type TopicLevels = {
  /** The k topics that papers are in, in their own order, then the broader ones, the largest first. */
  topics: MeasuredTopic[];
  /** A unit row for each topic. */
  centroids: Vectors;
  /** Why there are so many broader ones, in words. */
  reason: string;
};

/** What was found of the k topics: `labels` is -1 for a paper without one; `shares` is count x k; `stability` has k values. */
export type Membership = { k: number; labels: Int32Array; shares: Float64Array; stability: Float64Array };

/**
 * Joins topics into broader ones by the likeness of their centroids in `sharp`, and measures the topics of both levels in `smooth`.
 * The stability of a broader topic is the mean share of its papers' evidence that is for any topic in it.
 */
export function buildTopicLevels(smooth: Vectors, sharp: Vectors, membership: Membership): TopicLevels {
  const { k, labels, stability } = membership;
  const members = listMembers(labels, k);
  const sizes = members.map(({ length }) => length);
  const centred = normalizeRows(centerColumns(sharp));
  const { parents, count, reason } = findBroaderTopics(
    averagePlaced(centred, labels, k),
    sizes,
    measureChance(centred),
  );
  const children = Array.from({ length: count }, (_, broad) => [...parents.keys()].filter((t) => parents[t] === broad));
  const size = (broad: number) => children[broad]!.reduce((sum, topic) => sum + sizes[topic]!, 0);
  const order = [...children.keys()].sort((a, b) => size(b) - size(a) || a - b);

  const fine = averagePlaced(smooth, labels, k);
  const broadLabels = labels.map((label) => (label === -1 ? -1 : order.indexOf(parents[label]!)));
  const broad = averagePlaced(smooth, broadLabels, count);
  const measure = (rows: number[], centroids: Vectors, row: number, offset: number, level: number) => {
    const { nearest, similarity } = findNearest(centroids, row);
    return {
      ...{ level, rows, cohesion: mean(rows, (paper) => dotProduct(smooth, paper, centroids, row)) },
      ...{ nearest: nearest === null ? null : nearest + offset, nearestSimilarity: similarity },
    };
  };
  const topics = members.map((rows, topic): MeasuredTopic => {
    const parent = parents[topic] === -1 ? null : k + order.indexOf(parents[topic]!);
    return { ...measure(rows, fine, topic, 0, 0), parent, stability: stability[topic]! };
  });
  const broader = order.map((group, place): MeasuredTopic => {
    const rows = children[group]!.flatMap((topic) => members[topic]!).sort((a, b) => a - b);
    const held = mean(rows, (row) => sumShares(membership, row, children[group]!));
    return { ...measure(rows, broad, place, k, 1), parent: null, stability: held };
  });
  const values = new Float32Array((k + count) * smooth.dimensions);
  values.set(fine.values);
  values.set(broad.values, fine.values.length);
  return { topics: [...topics, ...broader], centroids: { values, dimensions: smooth.dimensions }, reason };
}

function listMembers(labels: Int32Array, k: number): number[][] {
  const members = Array.from({ length: k }, (): number[] => []);
  for (const [row, label] of labels.entries()) members[label]?.push(row);
  return members;
}

/** Returns the unit centroids of the rows whose label is not -1. */
function averagePlaced(vectors: Vectors, labels: Int32Array, k: number): Vectors {
  const rows = [...labels.keys()].filter((row) => labels[row] !== -1);
  return computeUnitCentroids(
    pickVectors(vectors, rows),
    Int32Array.from(rows, (row) => labels[row]!),
    k,
  );
}

function sumShares({ shares, k }: Membership, row: number, topics: readonly number[]): number {
  return topics.reduce((sum, topic) => sum + shares[row * k + topic]!, 0);
}

function findNearest(centroids: Vectors, row: number): { nearest: number | null; similarity: number | null } {
  let nearest: number | null = null;
  let similarity: number | null = null;
  for (let other = 0; other * centroids.dimensions < centroids.values.length; other++) {
    const cosine = dotProduct(centroids, row, centroids, other);
    if (other !== row && (similarity === null || cosine > similarity)) [nearest, similarity] = [other, cosine];
  }
  return { nearest, similarity };
}

function mean(rows: readonly number[], measure: (row: number) => number): number {
  return rows.reduce((sum, row) => sum + measure(row), 0) / rows.length;
}
