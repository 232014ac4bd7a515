import { countClusterSizes, orderBySize } from "../numeric/cluster-sizes.ts";
import type { SparseMatrix } from "../numeric/tf-idf.ts";
import { centerColumns, normalizeRows } from "../numeric/vectors.ts";
import { createRandom } from "../random.ts";
import { clusterPapers } from "./cluster-papers.ts";
import { type Consensus, type ConsensusOptions, FollowedLandmarks } from "./consensus-clustering.ts";
import { splitMixtures } from "./mixed-topics.ts";
import { nestTopics } from "./nest-topics.ts";
import type { TopicSpace } from "./topic-space.ts";
import { measureTopicStability, type StabilityOptions } from "./topic-stability.ts";

/** How many topics each level has, the finest first, and how they are looked for. */
export type LevelOptions = Omit<ConsensusOptions, "k"> & {
  counts: readonly number[];
  seed: number;
  /** Whether mixtures at the finest level are split, so that it may have more topics than its count. */
  splits: boolean;
  /** How the stability of topics is measured. */
  stability: StabilityOptions;
};

/** Topics of n papers at one level, numbered by size, the largest 0, equal ones by their first paper; and how surely papers are in them. */
export type LevelTopics = Partition & {
  /** n x k, row-major: each topic's share of the votes for each paper. */
  probabilities: Float64Array;
  /** How well halves of the papers foretell each topic. */
  stability: Float64Array;
};

/** The levels, the finest first, and how they came about. */
export type ClusteredLevels = {
  levels: LevelTopics[];
  /** Topics of the finest level that came of splitting mixtures. */
  split: number;
  iterations: number;
  converged: boolean;
};

/** Topics of one level by numbers below k, and the topic of the next broader level, by its number there, that each is part of, or -1. */
type Partition = { topicOf: Int32Array; k: number; parents: Int32Array };

/**
 * Clusters papers at each level on its own, by vectors and words, and makes each level nest in the one above it. So a broad topic is what
 * repeats at its own number of topics, and not a heap of fine ones. `weighWords` is asked for the words while threads are at k-means.
 */
export async function clusterLevels(
  { smooth, sharp }: TopicSpace,
  weighWords: () => SparseMatrix,
  { counts, seed, splits, stability, ...options }: LevelOptions,
): Promise<ClusteredLevels> {
  let words: SparseMatrix | undefined;
  const readWords = () => (words ??= weighWords());
  const followed = new FollowedLandmarks(smooth);
  const clustering = counts.map((k, level) => {
    const random = createRandom(seed, level === 0 ? "cluster" : `cluster of ${k} topics`);
    return clusterPapers(smooth, readWords, { ...options, k, followed }, random);
  });
  const weighing = (async () => readWords())();
  const [found] = await Promise.all([Promise.all(clustering), weighing]);
  const partitions: Partition[] = [];
  for (let level = counts.length - 1; level >= 0; level--)
    partitions.unshift(nestIn(partitions[0], found[level]!, counts[level]!));
  const whole = partitions[0]!;
  if (splits) {
    const centred = normalizeRows(centerColumns(sharp));
    const { topicOf, k, origins } = splitMixtures(smooth, centred, whole, createRandom(seed, "split"));
    partitions[0] = { topicOf, k, parents: origins.map((origin) => whole.parents[origin]!) };
  }
  const levels: LevelTopics[] = [];
  for (const [place, level] of liftLevels(partitions).entries()) {
    const probabilities = found[place]!.measure(level.topicOf, level.k);
    const random = createRandom(seed, `stability of ${level.k} topics`);
    levels.push({
      ...level,
      probabilities,
      stability: await measureTopicStability(smooth, level.topicOf, level.k, stability, random),
    });
  }
  const { iterations, converged } = found[0]!;
  return { levels, split: levels[0]!.k - counts[0]!, iterations, converged };
}

function nestIn(above: Partition | undefined, { topicOf, probabilities }: Consensus, k: number): Partition {
  if (!above) return { topicOf, k, parents: new Int32Array(k).fill(-1) };
  return { ...nestTopics({ topicOf, probabilities, k }, above.topicOf, above.k), k };
}

/** Puts every paper, at each level, in the topic above its finest one, and numbers topics by size. */
function liftLevels(partitions: readonly Partition[]): Partition[] {
  const levels: Partition[] = [];
  let topicOf = partitions[0]!.topicOf;
  for (const [level, { k, parents }] of partitions.entries()) {
    const order = orderBySize(new Set(topicOf), countClusterSizes(topicOf, k));
    const numberOf = new Int32Array(k).fill(-1);
    for (const [number, topic] of order.entries()) numberOf[topic] = number;
    const below = levels[level - 1];
    if (below) below.parents = below.parents.map((parent) => numberOf[parent]!);
    levels.push({
      topicOf: topicOf.map((topic) => numberOf[topic]!),
      k: order.length,
      parents: Int32Array.from(order, (topic) => parents[topic]!),
    });
    topicOf = topicOf.map((topic) => parents[topic]!);
  }
  return levels;
}
