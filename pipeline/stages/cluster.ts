import type { Config } from "../config.ts";
import type { Database } from "../database/database.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { UserError } from "../error.ts";
import type { Log } from "../log.ts";
import { countClusterSizes } from "../numeric/cluster-sizes.ts";
import { computeTfIdf } from "../numeric/tf-idf.ts";
import { countVectors, dotProduct, pickVectors, type Vectors } from "../numeric/vectors.ts";
import { createRandom, sampleIndices } from "../random.ts";
import { listWordsAndPairs } from "../text/words.ts";
import { type Consensus, clusterByConsensus } from "../topics/consensus-clustering.ts";
import { identifyTopics } from "../topics/identify-topics.ts";
import { refineByWords } from "../topics/lexical-refinement.ts";
import { chooseTopicCount, judgeTopicCounts, type ScanRow, scanTopicCounts } from "../topics/topic-count-scan.ts";
import { buildTopicLevels, type TopicLevels } from "../topics/topic-levels.ts";
import { findUnsupported } from "../topics/unsupported-papers.ts";

const SETTINGS = [
  "topics",
  "seed",
  "maxTopics",
  "scanRestarts",
  "scanPairs",
  "scanSplits",
  "scanSample",
  "restarts",
  "subsampleShare",
  "ensembleRuns",
  "landmarks",
  "maxUnassigned",
  "minDocumentCount",
  "maxDocumentShare",
] as const;

const PREVIOUS = ["clusters", "topic_papers", "topic_changes", "topics"] as const;

type Settings = Pick<Config, (typeof SETTINGS)[number]>;

type Space = { smooth: Vectors; sharp: Vectors };

/** Clusters the papers into k topics by vectors and words: from 0, the largest first, equal sizes by their first paper. */
export async function clusterPapers(
  vectors: Vectors,
  terms: readonly (readonly string[])[],
  k: number,
  settings: Settings,
): Promise<Consensus> {
  const options = { ...settings, k, runs: settings.ensembleRuns };
  const words = computeTfIdf(terms, settings);
  const found = await clusterByConsensus(vectors, options, createRandom(settings.seed, "cluster"), (labels, shares) =>
    refineByWords(vectors, words, labels, shares, k),
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
  return { ...found, labels, shares, stability };
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

/** Finds the topics: how many, which papers, how surely, what is broader, and which of the last run's they are. */
export const clusterStage = defineStage({
  name: "cluster",
  module: import.meta.url,
  reads: ["papers", "space"],
  writes: ["k_scan", "clusters", "topic_papers", "topic_changes"],
  previous: PREVIOUS,
  settings: SETTINGS,
  run,
});

async function run(context: StageContext<(typeof SETTINGS)[number], (typeof PREVIOUS)[number]>): Promise<StageResult> {
  const { database, settings, log } = context;
  const { ids, vectors: smooth } = await database.queryVectors("SELECT paper_id, vector FROM space ORDER BY paper_id");
  const { vectors: sharp } = await database.queryVectors("SELECT paper_id, sharp FROM space ORDER BY paper_id");
  const count = ids.length;
  if (settings.topics !== "auto" && settings.topics > count) {
    throw new UserError(`--topics ${settings.topics}: more than the ${count} papers`);
  }
  const scan = settings.topics === "auto" ? scanSpace({ smooth, sharp }, settings, log) : [];
  const choice =
    settings.topics === "auto" ? chooseTopicCount(scan) : { k: settings.topics, reason: "given by --topics" };
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
  const clustering = await clusterPapers(smooth, terms, choice.k, settings);
  if (!clustering.converged) log.warn(`k-means had not settled after ${clustering.iterations} steps`);
  const placement = placePapers(clustering, choice.k, settings.maxUnassigned);
  const levels = buildTopicLevels(smooth, sharp, { ...clustering, k: choice.k, labels: placement.placed });
  const identity = await identifyTopics(context, ids, levels.topics);
  await writeClusters(database, levels, identity.topicIds);
  const similarity = Float64Array.from(placement.best, (topic, row) =>
    dotProduct(smooth, row, levels.centroids, topic),
  );
  await writeMembership(database, ids, clustering.shares, similarity, placement, identity.topicIds);
  const broader = levels.topics.length - choice.k;
  const unassigned = count - placement.placed.filter((label) => label !== -1).length;
  log.detail(`            broader topics: ${levels.reason}`);
  return {
    rowsIn: count,
    rowsOut: count,
    summary: [
      `${choice.k} topics, ${choice.reason}`,
      broader > 0 ? `${broader} broader ones` : `no broader ones, ${levels.reason}`,
      ...(unassigned > 0 ? [`${unassigned} papers in none`] : []),
      ...identity.summary,
    ].join("; "),
    figures: {
      topics: choice.k,
      broader_topics: broader,
      unassigned,
      iterations: clustering.iterations,
      converged: Number(clustering.converged),
      mean_topic_stability: clustering.stability.reduce((sum, value) => sum + value, 0) / choice.k,
    },
    metrics: identity.metrics,
  };
}

function scanSpace({ smooth, sharp }: Space, settings: Settings, log: Log): ScanRow[] {
  const random = createRandom(settings.seed, "scan");
  const count = countVectors(smooth);
  const rows = sampleIndices(random, count, Math.min(count, settings.scanSample));
  const most = Math.min(settings.maxTopics, Math.max(2, Math.floor(Math.min(count / 6, Math.sqrt(2 * count)))));
  const candidates = Array.from({ length: most - 1 }, (_, index) => index + 2);
  const progress = log.startProgress("cluster", candidates.length, "numbers of topics");
  try {
    const options = {
      candidates,
      restarts: settings.scanRestarts,
      pairs: settings.scanPairs,
      subsampleShare: settings.subsampleShare,
      splits: settings.scanSplits,
    };
    const space = { smooth: pickVectors(smooth, rows), sharp: pickVectors(sharp, rows) };
    return scanTopicCounts(space, options, random, () => progress.advance(1));
  } finally {
    progress.stop();
  }
}

/** Papers with the topic that they are placed in, -1 for none, and the topics with the largest and the second share of their evidence. */
type Placement = { placed: Int32Array; best: Int32Array; second: Int32Array };

function placePapers({ labels, shares }: Consensus, k: number, maxUnassigned: number): Placement {
  const sharesOf = (row: number) => shares.subarray(row * k, (row + 1) * k);
  const largest = Float64Array.from(labels, (_, row) => Math.max(...sharesOf(row)));
  const placed = labels.slice();
  const best = labels.slice();
  for (const row of findUnsupported(largest, labels, maxUnassigned)) {
    placed[row] = -1;
    best[row] = sharesOf(row).indexOf(largest[row]!);
  }
  const second = best.map((topic, row) => findSecond(sharesOf(row), topic));
  return { placed, best, second };
}

async function writeClusters(
  database: Database,
  { topics, centroids }: TopicLevels,
  topicIds: readonly number[],
): Promise<void> {
  const order = [...topicIds.keys()].sort((a, b) => topicIds[a]! - topicIds[b]!);
  const rows = order.map((topic) => topics[topic]!);
  const toId = (topic: number | null) => (topic === null ? null : topicIds[topic]!);
  await database.setVectorWidth("clusters", "centroid", centroids.dimensions);
  await database.append("clusters", {
    topic_id: order.map(toId),
    parent_id: rows.map(({ parent }) => toId(parent)),
    level: rows.map(({ level }) => level),
    size: rows.map((topic) => topic.rows.length),
    cohesion: rows.map(({ cohesion }) => cohesion),
    stability: rows.map(({ stability }) => stability),
    nearest_topic_id: rows.map(({ nearest }) => toId(nearest)),
    nearest_similarity: rows.map(({ nearestSimilarity }) => nearestSimilarity),
    centroid: pickVectors(centroids, order),
  });
}

async function writeMembership(
  database: Database,
  ids: string[],
  shares: Float64Array,
  similarity: Float64Array,
  { placed, best, second }: Placement,
  topicIds: readonly number[],
): Promise<void> {
  const k = shares.length / ids.length;
  const rows = ids.map((_, row) => {
    const [probability, other] = [shares[row * k + best[row]!]!, shares[row * k + second[row]!]!];
    const isPlaced = placed[row] !== -1;
    return {
      probability,
      margin: probability - other,
      topic: isPlaced ? topicIds[placed[row]!]! : null,
      second: topicIds[isPlaced ? second[row]! : best[row]!]!,
      role: isPlaced ? (probability >= CORE_ODDS * other ? "core" : "edge") : "unassigned",
    };
  });
  await database.append("topic_papers", {
    paper_id: ids,
    topic_id: rows.map(({ topic }) => topic),
    probability: rows.map(({ probability }) => probability),
    second_topic_id: rows.map(({ second }) => second),
    margin: rows.map(({ margin }) => margin),
    similarity,
    role: rows.map(({ role }) => role),
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
