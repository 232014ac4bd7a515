import type { Config } from "../config.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { UserError } from "../error.ts";
import { type Log, withProgress } from "../log.ts";
import { computeMean } from "../numeric/mean.ts";
import { computeTfIdf } from "../numeric/tf-idf.ts";
import { countVectors, dotProduct, pickVectors } from "../numeric/vectors.ts";
import { createRandom, sampleIndices } from "../random.ts";
import { formatCount } from "../text/format-figure.ts";
import { listWordsAndPairs } from "../text/words.ts";
import { clusterPapers } from "../topics/cluster-papers.ts";
import { type Identity, identifyTopics } from "../topics/identify-topics.ts";
import { placePapers } from "../topics/place-papers.ts";
import { chooseTopicCount } from "../topics/topic-count-choice.ts";
import { listTopicCounts, type ScanRow, scanTopicCounts } from "../topics/topic-count-scan.ts";
import { assignTopicIds } from "../topics/topic-identity.ts";
import { buildTopicLevels } from "../topics/topic-levels.ts";
import type { TopicSpace } from "../topics/topic-space.ts";
import {
  PREVIOUS_TABLES,
  readLastTopics,
  writeChanges,
  writeClusters,
  writeMembership,
  writeScan,
} from "./cluster-tables.ts";

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

type Settings = Pick<Config, (typeof SETTINGS)[number]>;
type Context = StageContext<(typeof SETTINGS)[number], (typeof PREVIOUS_TABLES)[number]>;

/** Finds the topics: how many, which papers, how surely, what is broader, and which of the last run's they are. */
export const clusterStage = defineStage({
  name: "cluster",
  module: import.meta.url,
  reads: ["papers", "space"],
  writes: ["k_scan", "clusters", "topic_papers", "topic_changes"],
  previous: PREVIOUS_TABLES,
  settings: SETTINGS,
  run,
});

async function run(context: Context): Promise<StageResult> {
  const { database, settings, log } = context;
  const { ids, vectors: smooth } = await database.queryVectors("SELECT paper_id, vector FROM space ORDER BY paper_id");
  const { vectors: sharp } = await database.queryVectors("SELECT paper_id, sharp FROM space ORDER BY paper_id");
  const papers = await database.query<{ text: string }>("SELECT text FROM papers ORDER BY paper_id");
  if (settings.topics !== "auto" && settings.topics > ids.length) {
    throw new UserError(`--topics ${settings.topics}: more than the ${ids.length} papers`);
  }

  const scan = settings.topics === "auto" ? await scanSpace({ smooth, sharp }, settings, log) : [];
  const choice =
    settings.topics === "auto" ? chooseTopicCount(scan) : { k: settings.topics, reason: "given by --topics" };
  await writeScan(database, scan, choice);

  const terms = papers.map(({ text }) => listWordsAndPairs(text));
  const options = {
    k: choice.k,
    runs: settings.ensembleRuns,
    subsampleShare: settings.subsampleShare,
    restarts: settings.restarts,
    landmarks: settings.landmarks,
  };
  const random = createRandom(settings.seed, "cluster");
  const consensus = await clusterPapers(smooth, computeTfIdf(terms, settings), options, random);
  if (!consensus.converged) log.warn(`k-means had not settled after ${consensus.iterations} steps`);
  const placement = placePapers(consensus, settings.maxUnassigned);
  const levels = buildTopicLevels(smooth, sharp, { ...consensus, k: choice.k, topicOf: placement.topicOf });
  log.detail(`            broader topics: ${levels.reason}`);

  const last = await readLastTopics(context, ids);
  const identity = last && identifyTopics(levels.topics, ids.length, last);
  const topicIds = identity?.topicIds ?? assignTopicIds(levels.topics.length, new Map(), []);
  const similarities = Float64Array.from(placement.bestOf, (topic, row) =>
    dotProduct(smooth, row, levels.centroids, topic),
  );
  await writeClusters(database, levels, topicIds);
  await writeMembership(database, ids, placement, similarities, topicIds);
  if (identity) await writeChanges(context, identity);

  const broader = levels.topics.length - choice.k;
  const unassigned = placement.topicOf.filter((topic) => topic === -1).length;
  return {
    rowsIn: ids.length,
    rowsOut: ids.length,
    summary: [
      `${choice.k} topics, ${choice.reason}`,
      broader > 0 ? `${broader} broader ones` : `no broader ones, ${levels.reason}`,
      unassigned > 0 && `${formatCount(unassigned, "paper")} in none`,
      identity && `${identity.keptTopics} of ${choice.k} topics as before`,
    ]
      .filter(Boolean)
      .join("; "),
    figures: {
      topics: choice.k,
      broader_topics: broader,
      unassigned,
      iterations: consensus.iterations,
      converged: Number(consensus.converged),
      mean_topic_stability: computeMean(consensus.stability),
    },
    metrics: identity ? nameMetrics(identity) : {},
  };
}

function scanSpace({ smooth, sharp }: TopicSpace, settings: Settings, log: Log): Promise<ScanRow[]> {
  const random = createRandom(settings.seed, "scan");
  const count = countVectors(smooth);
  const rows = sampleIndices(random, count, Math.min(count, settings.scanSample));
  const sample = { smooth: pickVectors(smooth, rows), sharp: pickVectors(sharp, rows) };
  const options = {
    candidates: listTopicCounts(count, settings.maxTopics),
    restarts: settings.scanRestarts,
    pairs: settings.scanPairs,
    subsampleShare: settings.subsampleShare,
    splits: settings.scanSplits,
  };
  const bar = { label: "cluster", total: options.candidates.length, unit: "numbers of topics" };
  return withProgress(log, bar, (advance) => scanTopicCounts(sample, options, random, advance));
}

function nameMetrics({ keptTopics, papersInBothRuns, movedPapers }: Identity): Record<string, number> {
  return { kept_topics: keptTopics, papers_in_both_runs: papersInBothRuns, moved_papers: movedPapers };
}
