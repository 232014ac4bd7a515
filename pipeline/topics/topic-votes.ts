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
