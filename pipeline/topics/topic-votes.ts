import { countClusterSizes } from "../numeric/cluster-sizes.ts";

/**
 * Returns the mean co-association of each row with the other rows of each topic, n x k, row-major: 1 for a row alone in its topic, 0 for
 * a topic without rows. `coAssociation` is n x n; `topicOf` gives each row its topic below k.
 */
export function averageByTopic(coAssociation: Float32Array, topicOf: Int32Array, k: number): Float64Array {
  return new TopicVotes(coAssociation, topicOf, k).average();
}

/**
 * The votes of rows for topics, kept up while rows move. Sums of shares of at most 65,535 runs, in single precision, are exact in double precision: in which order they came is not to be felt.
 */
export class TopicVotes {
  readonly #coAssociation: Float32Array;
  readonly #topicOf: Int32Array;
  /** Number of topics. */
  readonly k: number;
  readonly #sums: Float64Array;

  constructor(coAssociation: Float32Array, topicOf: Int32Array, k: number) {
    const count = topicOf.length;
    this.#coAssociation = coAssociation;
    this.#topicOf = topicOf.slice();
    this.k = k;
    this.#sums = new Float64Array(count * k);
    for (let row = 0; row < count; row++) {
      for (let other = 0; other < count; other++)
        if (other !== row) this.#sums[row * k + topicOf[other]!]! += coAssociation[row * count + other]!;
    }
  }

  /** Moves rows to the topics that they have now. */
  move(topicOf: Int32Array): void {
    const count = topicOf.length;
    for (let row = 0; row < count; row++) {
      const [from, to] = [this.#topicOf[row]!, topicOf[row]!];
      if (from === to) continue;
      for (let other = 0; other < count; other++) {
        if (other === row) continue;
        const share = this.#coAssociation[row * count + other]!;
        this.#sums[other * this.k + from]! -= share;
        this.#sums[other * this.k + to]! += share;
      }
      this.#topicOf[row] = to;
    }
  }

  /** Returns the means, as averageByTopic does. */
  average(): Float64Array {
    const k = this.k;
    const sizes = countClusterSizes(this.#topicOf, k);
    const means = this.#sums.slice();
    for (let row = 0; row < this.#topicOf.length; row++) {
      for (let topic = 0; topic < k; topic++) {
        const own = this.#topicOf[row] === topic ? 1 : 0;
        const others = sizes[topic]! - own;
        means[row * k + topic] = others === 0 ? own : means[row * k + topic]! / others;
      }
    }
    return means;
  }
}
