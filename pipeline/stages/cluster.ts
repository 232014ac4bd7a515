import { computeUnitCentroids } from "../algorithms/centroids.ts";
import { countClusterSizes } from "../algorithms/cluster-sizes.ts";
import { type Consensus, clusterByConsensus } from "../algorithms/consensus-clustering.ts";
import { refineByWords } from "../algorithms/lexical-refinement.ts";
import { computeTfIdf } from "../algorithms/tf-idf.ts";
import { chooseTopicCount, judgeTopicCounts, type ScanRow, scanTopicCounts } from "../algorithms/topic-count-scan.ts";
import { countVectors, dotProduct, pickVectors, type Vectors } from "../algorithms/vectors.ts";
import type { Config } from "../config.ts";
import type { Database } from "../database.ts";
import { UserError } from "../error.ts";
import type { Log } from "../log.ts";
import { createRandom, sampleIndices } from "../random.ts";
import type { Stage, StageContext, StageResult } from "../stage.ts";
import { listWordsAndPairs } from "../text/words.ts";

type Space = { smooth: Vectors; sharp: Vectors };

/** Topics of the papers in order of id; topic numbers from 0, the largest first, equal sizes by their first paper. */
export type Clustering = Consensus & { centroids: Vectors; similarity: Float64Array };

/** Clusters the papers into k topics by vectors and words, and measures how firm each topic and each membership is. */
export async function clusterPapers(
  vectors: Vectors,
  terms: readonly (readonly string[])[],
  k: number,
  config: Config,
): Promise<Clustering> {
  const options = { ...config, k, runs: config.ensembleRuns };
  const words = computeTfIdf(terms, config);
  const found = await clusterByConsensus(vectors, options, createRandom(config.seed, "cluster"), (labels) =>
    refineByWords(vectors, words, labels, k),
  );
  const rank = rankBySize(found.labels, k);
  const labels = found.labels.map((label) => rank[label]!);
  const shares = new Float64Array(found.shares.length);
  found.shares.forEach((share, entry) => {
    shares[entry - (entry % k) + rank[entry % k]!] = share;
  });
  const stability = new Float64Array(k);
  found.stability.forEach((value, cluster) => {
    stability[rank[cluster]!] = value;
  });
  const centroids = computeUnitCentroids(vectors, labels, k);
  const similarity = Float64Array.from(labels, (label, row) => dotProduct(vectors, row, centroids, label));
  return { ...found, labels, shares, stability, centroids, similarity };
}

/** Returns the new number of each cluster: 0 for the largest; equal sizes in order of their first row. */
export function rankBySize(labels: Int32Array, k: number): Int32Array {
  const sizes = countClusterSizes(labels, k);
  const order = [...sizes.keys()].sort((a, b) => sizes[b]! - sizes[a]! || labels.indexOf(a) - labels.indexOf(b));
  const rank = new Int32Array(k);
  order.forEach((cluster, place) => {
    rank[cluster] = place;
  });
  return rank;
}

/** Finds the topics: how many, which papers, how surely. */
export const clusterStage: Stage = {
  name: "cluster",
  module: import.meta.url,
  reads: ["papers", "space"],
  writes: ["k_scan", "clusters", "topic_papers"],
  settings: [
    ...(["topics", "seed", "maxTopics", "scanRestarts", "scanPairs", "scanSplits", "scanSample"] as const),
    ...(["restarts", "subsampleShare", "ensembleRuns", "landmarks"] as const),
    ...(["minDocumentCount", "maxDocumentShare"] as const),
  ],
  run,
};

async function run({ database, config, log }: StageContext): Promise<StageResult> {
  const { ids, vectors: smooth } = await database.queryVectors("SELECT paper_id, vector FROM space ORDER BY paper_id");
  const { vectors: sharp } = await database.queryVectors("SELECT paper_id, sharp FROM space ORDER BY paper_id");
  const count = ids.length;
  if (config.topics !== "auto" && config.topics > count) {
    throw new UserError(`--topics ${config.topics}: more than the ${count} papers`);
  }
  const scan = config.topics === "auto" ? scanSpace({ smooth, sharp }, config, log) : [];
  const choice = config.topics === "auto" ? chooseTopicCount(scan) : { k: config.topics, reason: "given by --topics" };
  await database.append("k_scan", {
    k: scan.map(({ k }) => k),
    silhouette: scan.map(({ silhouette }) => silhouette),
    stability: scan.map(({ stability }) => stability),
    recurrence: scan.map(({ recurrence }) => recurrence),
    prediction: scan.map(({ prediction }) => prediction),
    inertia: scan.map(({ inertia }) => inertia),
    product: scan.map(({ product }) => product),
    score: scan.map(({ score }) => score),
    chosen: scan.map(({ k }) => k === choice.k),
    verdict: scan.length === 0 ? [] : judgeTopicCounts(scan),
    reason: scan.map(({ k }) => (k === choice.k ? choice.reason : null)),
  });
  const papers = await database.query<{ text: string }>("SELECT text FROM papers ORDER BY paper_id");
  const terms = papers.map(({ text }) => listWordsAndPairs(text));
  const clustering = await clusterPapers(smooth, terms, choice.k, config);
  await writeClusters(database, choice.k, clustering);
  await writeMembership(database, ids, choice.k, clustering);
  if (!clustering.converged) log.warn(`k-means had not settled after ${clustering.iterations} steps`);
  const { agreement } = await database.queryOne<{ agreement: number }>(
    "SELECT avg(stability) AS agreement FROM clusters",
  );
  return {
    rowsIn: count,
    rowsOut: count,
    summary: `${choice.k} topics, ${choice.reason}`,
    metrics: {
      topics: choice.k,
      iterations: clustering.iterations,
      converged: Number(clustering.converged),
      mean_topic_stability: agreement,
    },
  };
}

function scanSpace({ smooth, sharp }: Space, config: Config, log: Log): ScanRow[] {
  const random = createRandom(config.seed, "scan");
  const count = countVectors(smooth);
  const rows = sampleIndices(random, count, Math.min(count, config.scanSample));
  const most = Math.min(config.maxTopics, Math.max(2, Math.floor(count / 6)));
  const candidates = Array.from({ length: most - 1 }, (_, index) => index + 2);
  const progress = log.startProgress("cluster", candidates.length, "numbers of topics");
  try {
    const options = {
      candidates,
      restarts: config.scanRestarts,
      pairs: config.scanPairs,
      subsampleShare: config.subsampleShare,
      splits: config.scanSplits,
    };
    const space = { smooth: pickVectors(smooth, rows), sharp: pickVectors(sharp, rows) };
    return scanTopicCounts(space, options, random, () => progress.advance(1));
  } finally {
    progress.stop();
  }
}

async function writeClusters(database: Database, k: number, clustering: Clustering): Promise<void> {
  const { labels, centroids, similarity, stability } = clustering;
  const topics = Array.from({ length: k }, (_, topic) => topic);
  const members = topics.map((topic) => [...labels.keys()].filter((row) => labels[row] === topic));
  const nearest = topics.map((topic) => {
    const others = topics.filter((other) => other !== topic);
    return others.reduce(
      (best, other) => {
        const cosine = dotProduct(centroids, topic, centroids, other);
        return cosine > best.similarity ? { topic: other, similarity: cosine } : best;
      },
      { topic: -1, similarity: Number.NEGATIVE_INFINITY },
    );
  });
  await database.setVectorWidth("clusters", "centroid", centroids.dimensions);
  await database.append("clusters", {
    topic_id: topics.map((topic) => topic + 1),
    parent_id: topics.map(() => null),
    level: topics.map(() => 0),
    size: members.map(({ length }) => length),
    cohesion: members.map((rows) => rows.reduce((sum, row) => sum + similarity[row]!, 0) / rows.length),
    stability,
    nearest_topic_id: nearest.map(({ topic }) => topic + 1),
    nearest_similarity: nearest.map(({ similarity }) => similarity),
    centroid: centroids,
  });
}

async function writeMembership(database: Database, ids: string[], k: number, clustering: Clustering): Promise<void> {
  const { labels, shares, similarity } = clustering;
  const probability = Array.from(labels, (label, row) => shares[row * k + label]!);
  const second = Array.from(labels, (label, row) => findSecond(shares.subarray(row * k, (row + 1) * k), label));
  await database.append("topic_papers", {
    paper_id: ids,
    topic_id: labels.map((label) => label + 1),
    probability,
    second_topic_id: second.map((topic) => topic + 1),
    margin: probability.map((share, row) => share - shares[row * k + second[row]!]!),
    similarity,
    role: probability.map((share, row) => (share >= CORE_ODDS * shares[row * k + second[row]!]! ? "core" : "edge")),
  });
}

function findSecond(shares: Float64Array, own: number): number {
  let second = own === 0 ? 1 : 0;
  shares.forEach((share, topic) => {
    if (topic !== own && share > shares[second]!) second = topic;
  });
  return second;
}

const CORE_ODDS = 2;
