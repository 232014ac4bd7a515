import { computeUnitCentroids } from "../numeric/centroids.ts";
import { listMembers } from "../numeric/cluster-sizes.ts";
import { findLargest } from "../numeric/largest.ts";
import { computeMean } from "../numeric/mean.ts";
import { dotProduct, dotProducts, type Vectors, viewRow } from "../numeric/vectors.ts";
import type { LevelTopics } from "./cluster-levels.ts";

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
  /** Those that papers are in, in their own order, then those of each broader level, the largest first. */
  topics: MeasuredTopic[];
  /** A unit row for each topic. */
  centroids: Vectors;
};

/** What is needed of a level: where each paper is, the broader topic of each topic, and how stable each is. */
export type LevelToMeasure = Pick<LevelTopics, "k" | "topicOf" | "parents" | "stability">;

/**
 * Measures the topics of all levels, the finest first, in `vectors`, which have a unit row a paper. `topicOf` of a level may be -1. A broader
 * topic with one part only is that part: it is left out, and the part belongs to what is above it.
 */
export function measureLevels(vectors: Vectors, levels: readonly LevelToMeasure[]): MeasuredLevels {
  const places = placeTopics(levels);
  const topics: MeasuredTopic[] = [];
  const values: number[] = [];
  for (const [level, { topicOf, k, parents, stability }] of levels.entries()) {
    const centroids = computeUnitCentroids(vectors, topicOf, k);
    const similarities = dotProducts(centroids, centroids);
    for (const [topic, rows] of listMembers(topicOf, k).entries()) {
      if (places[level]![topic] === -1) continue;
      const isBeside = (other: number) => places[level]![other] !== -1 && other !== topic;
      const beside = viewRow(similarities, topic, k).map((cosine, other) => (isBeside(other) ? cosine : Number.NaN));
      const nearest = findLargest(beside.map((cosine) => (Number.isNaN(cosine) ? -2 : cosine)));
      const hasNearest = nearest !== -1 && isBeside(nearest);
      topics.push({
        level,
        parent: findParent(places, levels, level, parents[topic]!),
        rows,
        cohesion: computeMean(rows.map((row) => dotProduct(vectors, row, centroids, topic))),
        stability: stability[topic]!,
        nearest: hasNearest ? places[level]![nearest]! : -1,
        nearestSimilarity: hasNearest ? beside[nearest]! : null,
      });
      values.push(...centroids.values.subarray(topic * vectors.dimensions, (topic + 1) * vectors.dimensions));
    }
  }
  return { topics, centroids: { values: Float32Array.from(values), dimensions: vectors.dimensions } };
}

/** Returns the place of each topic of each level in the list of all, or -1 for a broader one with a single part. */
function placeTopics(levels: readonly LevelToMeasure[]): number[][] {
  let next = 0;
  return levels.map(({ k }, level) =>
    Array.from({ length: k }, (_, topic) => {
      const parts = levels[level - 1]?.parents.filter((parent) => parent === topic).length;
      return parts === 1 ? -1 : next++;
    }),
  );
}

function findParent(
  places: readonly (readonly number[])[],
  levels: readonly LevelToMeasure[],
  level: number,
  parent: number,
): number {
  if (parent === -1) return -1;
  const place = places[level + 1]![parent]!;
  return place === -1 ? findParent(places, levels, level + 1, levels[level + 1]!.parents[parent]!) : place;
}
