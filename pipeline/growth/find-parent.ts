import { computeUnitCentroids } from "../numeric/centroids.ts";
import { findLargest } from "../numeric/largest.ts";
import { dotProduct, dotProducts, pickVectors, type Vectors } from "../numeric/vectors.ts";
import type { StandingTopic } from "./read-last-fit.ts";

/**
 * Returns the broader topic of a topic that is born: that of the nearest one, if it lies as near to it as the farthest of its parts; null where it does not, or there is none. `centroid` is one unit row, `centroids`
 * has one for each of `fineIds`.
 */
export function findParent(
  centroid: Vectors,
  topics: readonly StandingTopic[],
  fineIds: readonly number[],
  centroids: Vectors,
): number | null {
  const parentOf = new Map(topics.map(({ topic_id, parent_id }) => [topic_id, parent_id]));
  const nearest = findLargest(dotProducts(centroid, centroids));
  const parent = parentOf.get(fineIds[nearest] ?? -1) ?? null;
  if (parent === null) return null;
  const parts = [...fineIds.keys()].filter((place) => parentOf.get(fineIds[place]!) === parent);
  const own = pickVectors(centroids, parts);
  const middle = computeUnitCentroids(own, new Int32Array(parts.length), 1);
  const farthest = Math.min(...dotProducts(middle, own));
  return dotProduct(centroid, 0, middle, 0) >= farthest ? parent : null;
}
