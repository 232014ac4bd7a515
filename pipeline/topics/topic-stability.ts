import { countClusterSizes } from "../numeric/cluster-sizes.ts";
import { assignToNearest, drawKMeans, type KMeansResult } from "../numeric/kmeans.ts";
import { type KMeansRunner, runInTurn } from "../numeric/kmeans-threads.ts";
import { findLargest } from "../numeric/largest.ts";
import { computePhi } from "../numeric/phi-coefficient.ts";
import { countVectors, pickVectors, squaredNorms, type Vectors } from "../numeric/vectors.ts";
import { type Random, sampleIndices } from "../random.ts";
import { drawHalves } from "./half-prediction.ts";

/** How the stability of topics is measured: by so many halvings of at most `sample` rows. `runner` runs the k-means; in turn, where none is given. */
export type StabilityOptions = { splits: number; sample: number; runner?: KMeansRunner };

/** Members of k topics in each of as many clusters, k x clusters, row-major, and the sizes of both. */
type Overlaps = { shared: Float64Array; topics: Int32Array; clusters: Int32Array };

const RESTARTS = 2;
const STEPS = 25;

/**
 * Returns for each of k topics how well one half of the papers foretells which of the other are in it: the mean phi coefficient of its papers there and of those nearest to the
 * cluster that it is most like in the first half; 1 is wholly, 0 by chance (after Tibshirani and Walther 2005, topic by topic).
 */
export async function measureTopicStability(
  vectors: Vectors,
  topicOf: Int32Array,
  k: number,
  { splits, sample, runner = runInTurn }: StabilityOptions,
  random: Random,
): Promise<Float64Array> {
  const count = countVectors(vectors);
  const rows = sampleIndices(random, count, Math.min(count, sample));
  const sums = new Float64Array(k);
  const foretold = new Float64Array(k);
  const halves = drawHalves(rows.length, splits, random).flatMap(({ first, second }) => {
    const [one, other] = [first.map((place) => rows[place]!), second.map((place) => rows[place]!)];
    return [
      { known: one, other },
      { known: other, other: one },
    ];
  });
  const tasks = halves.map(({ known }) => {
    const options = { k: Math.min(k, known.length), restarts: RESTARTS, maxIterations: STEPS };
    return { rows: known, drawn: drawKMeans(known.length, options, random) };
  });
  for (const [place, found] of (await runner(vectors, tasks)).entries()) {
    for (const [topic, phi] of foretellTopics(vectors, topicOf, k, halves[place]!, found).entries()) {
      if (Number.isNaN(phi)) continue;
      sums[topic]! += phi;
      foretold[topic]!++;
    }
  }
  return sums.map((sum, topic) => (foretold[topic] === 0 ? 0 : sum / foretold[topic]!));
}

/** Returns for each topic how well the clusters `found` of known rows foretell its part of the other rows; NaN where it has none of these. */
function foretellTopics(
  vectors: Vectors,
  topicOf: Int32Array,
  k: number,
  { known, other }: { known: Int32Array; other: Int32Array },
  found: KMeansResult,
): number[] {
  const clusters = Math.min(k, known.length);
  const rest = pickVectors(vectors, other);
  const predicted = assignToNearest(rest, squaredNorms(rest), found.centroids).clusterOf;
  const inKnown = countOverlaps(topicOf, k, known, found.clusterOf, clusters);
  const inOther = countOverlaps(topicOf, k, other, predicted, clusters);
  return Array.from({ length: k }, (_, topic) => {
    if (inOther.topics[topic] === 0) return Number.NaN;
    if (inKnown.topics[topic] === 0) return 0;
    const likeness = Array.from({ length: clusters }, (_, cluster) =>
      computeOverlap(inKnown, known.length, topic, cluster),
    );
    return computeOverlap(inOther, other.length, topic, findLargest(likeness));
  });
}

function countOverlaps(
  topicOf: Int32Array,
  k: number,
  rows: Int32Array,
  clusterOf: Int32Array,
  clusters: number,
): Overlaps {
  const shared = new Float64Array(k * clusters);
  for (const [place, row] of rows.entries()) shared[topicOf[row]! * clusters + clusterOf[place]!]!++;
  const topics = countClusterSizes(
    rows.map((row) => topicOf[row]!),
    k,
  );
  return { shared, topics, clusters: countClusterSizes(clusterOf, clusters) };
}

function computeOverlap({ shared, topics, clusters }: Overlaps, total: number, topic: number, cluster: number): number {
  const both = shared[topic * clusters.length + cluster]!;
  return computePhi({ total, first: topics[topic]!, second: clusters[cluster]!, both });
}
