import { countClusterSizes } from "../numeric/cluster-sizes.ts";

/**
 * Returns the mean co-association of each row with the other rows of each topic, n x k, row-major: 1 for a row alone in its topic, 0 for
 * a topic without rows. `coAssociation` is n x n; `topicOf` gives each row its topic below k.
 */
export function averageByTopic(coAssociation: Float32Array, topicOf: Int32Array, k: number): Float64Array {
  const count = topicOf.length;
  const sizes = countClusterSizes(topicOf, k);
  const means = new Float64Array(count * k);
  for (let row = 0; row < count; row++) {
    for (let other = 0; other < count; other++) {
      if (other !== row) means[row * k + topicOf[other]!]! += coAssociation[row * count + other]!;
    }
    for (let topic = 0; topic < k; topic++) {
      const own = topicOf[row] === topic ? 1 : 0;
      const others = sizes[topic]! - own;
      means[row * k + topic] = others === 0 ? own : means[row * k + topic]! / others;
    }
  }
  return means;
}

/**
 * Returns the stability of each of k topics: the mean co-association of each two of its rows, 1 for a topic of one row (cluster consensus,
 * Monti et al. 2003). `coAssociation` is n x n; `topicOf` gives each row its topic below k.
 */
export function measureStability(coAssociation: Float32Array, topicOf: Int32Array, k: number): Float64Array {
  const count = topicOf.length;
  const sums = new Float64Array(k);
  const pairs = new Float64Array(k);
  for (let row = 0; row < count; row++) {
    for (let other = row + 1; other < count; other++) {
      if (topicOf[row] !== topicOf[other]) continue;
      sums[topicOf[row]!]! += coAssociation[row * count + other]!;
      pairs[topicOf[row]!]!++;
    }
  }
  return sums.map((sum, topic) => (pairs[topic] === 0 ? 1 : sum / pairs[topic]!));
}
