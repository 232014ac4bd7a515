import { dotProduct, type Vectors, viewVector } from "./vectors.ts";

/** How surely each row belongs to its topic. Topics are rows of `centroids`; `second` is -1 where there is one topic only. */
export type Membership = {
  probability: Float64Array;
  second: Int32Array;
  margin: Float64Array;
  similarity: Float64Array;
};

const LARGEST_CONCENTRATION = 1e4;

/**
 * Returns the posterior of each row's own topic under a mixture of von Mises-Fisher distributions with one concentration, weighted
 * by topic size (Banerjee et al. 2005; the concentration from the mean resultant length r by their r (d - r^2) / (1 - r^2)).
 * `vectors` and `centroids` are unit rows; labels name rows of `centroids`.
 */
export function computeMembership(vectors: Vectors, labels: Int32Array, centroids: Vectors): Membership {
  const count = labels.length;
  const k = centroids.values.length / centroids.dimensions;
  const similarity = Float64Array.from({ length: count }, (_, row) =>
    dotProduct(vectors, row, centroids, labels[row]!),
  );
  const sizes = new Float64Array(k);
  for (const label of labels) sizes[label]!++;
  const resultant = similarity.reduce((sum, value) => sum + value, 0) / count;
  const spread = Math.max(1 - resultant ** 2, 1e-9);
  const concentration = Math.min((resultant * (vectors.dimensions - resultant ** 2)) / spread, LARGEST_CONCENTRATION);
  const membership = {
    probability: new Float64Array(count),
    second: new Int32Array(count).fill(-1),
    margin: new Float64Array(count),
    similarity,
  };
  for (let row = 0; row < count; row++) {
    const own = labels[row]!;
    const cosines = Float64Array.from({ length: k }, (_, topic) => dotProduct(vectors, row, centroids, topic));
    const nearest = cosines.reduce((a, b) => Math.max(a, b));
    const weights = cosines.map((cosine, topic) => sizes[topic]! * Math.exp(concentration * (cosine - nearest)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let second = -1;
    for (let topic = 0; topic < k; topic++)
      if (topic !== own && (second < 0 || weights[topic]! > weights[second]!)) second = topic;
    membership.probability[row] = weights[own]! / total;
    membership.second[row] = second;
    membership.margin[row] = second < 0 ? 1 : (weights[own]! - weights[second]!) / total;
  }
  return membership;
}

/** Returns the unit-length mean of each topic's rows. */
export function computeUnitCentroids(vectors: Vectors, labels: Int32Array, k: number): Vectors {
  const { dimensions } = vectors;
  const sums = new Float64Array(k * dimensions);
  for (let row = 0; row < labels.length; row++) {
    const vector = viewVector(vectors, row);
    for (let d = 0; d < dimensions; d++) sums[labels[row]! * dimensions + d]! += vector[d]!;
  }
  const values = new Float32Array(k * dimensions);
  for (let topic = 0; topic < k; topic++) {
    const sum = sums.subarray(topic * dimensions, (topic + 1) * dimensions);
    const length = Math.max(Math.sqrt(sum.reduce((total, value) => total + value * value, 0)), 1e-12);
    for (let d = 0; d < dimensions; d++) values[topic * dimensions + d] = sum[d]! / length;
  }
  return { values, dimensions };
}
