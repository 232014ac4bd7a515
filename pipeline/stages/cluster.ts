import type { Config } from "../config.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { UserError } from "../error.ts";
import { type Fit, readFit } from "../growth/fit-row.ts";
import { TOPIC_SETTINGS } from "../growth/shaping-settings.ts";
import { type Log, withProgress } from "../log.ts";
import { countClusterSizes } from "../numeric/cluster-sizes.ts";
import { type KMeansRunner, withKMeansThreads } from "../numeric/kmeans-threads.ts";
import { computeMean } from "../numeric/mean.ts";
import { centerColumns, countVectors, dotProduct, normalizeRows } from "../numeric/vectors.ts";
import { formatCount } from "../text/format-figure.ts";
import { type ClusteredLevels, clusterLevels } from "../topics/cluster-levels.ts";
import { countRuns } from "../topics/consensus-clustering.ts";
import { type Identity, identifyTopics } from "../topics/identify-topics.ts";
import { describeLevels } from "../topics/level-names.ts";
import { findMixedTopics, isLargeTopic } from "../topics/mixed-topics.ts";
import { weighPaperWords } from "../topics/paper-words.ts";
import { placePapers } from "../topics/place-papers.ts";
import { type LevelPlan, planLevels } from "../topics/plan-levels.ts";
import { listTopicCounts } from "../topics/topic-count-scan.ts";
import { assignTopicIds } from "../topics/topic-identity.ts";
import { measureLevels } from "../topics/topic-levels.ts";
import type { TopicSpace } from "../topics/topic-space.ts";
import {
  countPlaced,
  findLastTables,
  PREVIOUS_TABLES,
  readLastCounts,
  readLastTopics,
  takeOverTopics,
  writeClusters,
  writeMembership,
  writeScan,
} from "./cluster-tables.ts";
import { readLanguageRules } from "./corpus-languages.ts";
import { readNeighbors } from "./read-neighbors.ts";

const SETTINGS = [...TOPIC_SETTINGS, "minDocumentCount", "maxDocumentShare"] as const;

/** Nearest papers that tell whether a topic keeps together. */
const JUDGED_NEIGHBORS = 10;

type Settings = Pick<Config, (typeof SETTINGS)[number]>;
type Context = StageContext<(typeof SETTINGS)[number], (typeof PREVIOUS_TABLES)[number] | "fit">;

/** Finds the topics: how many, which papers, how surely, what is broader, and which of the last run's they are. */
export const clusterStage = defineStage({
  name: "cluster",
  module: import.meta.url,
  reads: ["papers", "languages", "space", "neighbors", "fit", "placements", "born_topics"],
  writes: ["k_scan", "clusters", "topic_papers"],
  previous: [...PREVIOUS_TABLES, "fit"],
  settings: SETTINGS,
  run,
});

async function run(context: Context): Promise<StageResult> {
  const fit = await readFit(context.database);
  const last = await findLastTables(context);
  const placed = await countPlaced(context.database);
  const lastCounts = await readLastCounts(context, fit);
  if (fit?.decision !== "standing") return findTopics(context, lastCounts);
  if (last === null) throw new Error("topics of the standing fit: not there");
  return takeStandingTopics(context, last, fit, placed);
}

/** Takes over the topics of the standing fit, with the papers that were placed since. */
async function takeStandingTopics(
  { database }: Context,
  last: Record<(typeof PREVIOUS_TABLES)[number], string>,
  fit: Fit,
  placed: number,
): Promise<StageResult> {
  await takeOverTopics(database, last);
  const counts = await database.query<{ topics: number }>(
    "SELECT count(*)::INTEGER AS topics FROM clusters GROUP BY level ORDER BY level",
  );
  const figures = await database.queryOne<Record<string, number>>(
    `SELECT count(*) FILTER (level = 0)::INTEGER AS topics, count(*) FILTER (level > 0)::INTEGER AS broader_topics,
       count(*) FILTER (mixed)::INTEGER AS mixed_topics,
       (SELECT count(*) FROM topic_papers WHERE topic_id IS NULL)::INTEGER AS unassigned,
       avg(stability) FILTER (level = 0) AS mean_topic_stability
     FROM clusters`,
  );
  const papers = fit.fitted_papers + placed;
  return {
    rowsIn: papers,
    rowsOut: papers,
    summary: `${describeLevels(counts.map(({ topics }) => topics))}, those of fit ${fit.fit}; ${formatCount(placed, "paper")} placed in them since`,
    figures,
  };
}

async function findTopics(context: Context, lastCounts: readonly number[]): Promise<StageResult> {
  const { database, settings, log } = context;
  const { ids, vectors: smooth } = await database.queryVectors("SELECT paper_id, vector FROM space ORDER BY paper_id");
  const { vectors: sharp } = await database.queryVectors("SELECT paper_id, sharp FROM space ORDER BY paper_id");
  const papers = await database.query<{ text: string }>("SELECT text FROM papers ORDER BY paper_id");
  if (typeof settings.topics === "number" && settings.topics > ids.length) {
    throw new UserError(`--topics ${settings.topics}: more than the ${ids.length} papers`);
  }

  const texts = papers.map(({ text }) => text);
  const rules = await readLanguageRules(database, texts);
  const { plan, clustered } = await withKMeansThreads(async (runner) => {
    const plan = await scanSpace({ smooth, sharp }, settings, lastCounts, runner, log);
    const options = nameOptions(plan, settings, runner);
    const runs = options.counts.reduce((sum, k) => sum + countRuns({ ...options, k }, ids.length), 0);
    const bar = { label: "cluster", total: runs, unit: "runs of k-means" };
    const clustered = await withProgress(log, bar, (onRun) =>
      clusterLevels({ smooth, sharp }, () => weighPaperWords(texts, rules, settings), { ...options, onRun }),
    );
    return { plan, clustered };
  });
  if (!clustered.converged) log.warn(`k-means had not settled after ${clustered.iterations} steps`);
  const [fine, ...broader] = clustered.levels;
  const placement = placePapers(fine!, settings.maxUnassigned);
  const unplaced = (row: number) => placement.topicOf[row] === -1;
  const placed = [{ ...fine!, topicOf: placement.topicOf }, ...broader].map((level) => ({
    ...level,
    topicOf: level.topicOf.map((topic, row) => (unplaced(row) ? -1 : topic)),
  }));
  const levels = measureLevels(smooth, placed);
  const near = await readNeighbors(database, JUDGED_NEIGHBORS);
  const mixed = findMixedTopics(normalizeRows(centerColumns(sharp)), near, placement.topicOf, fine!.stability);
  const reasons = describeChoices(plan, clustered, typeof settings.topics !== "number");

  const last = await readLastTopics(context, ids);
  const identity = last && identifyTopics(levels.topics, ids.length, last);
  const topicIds = identity?.topicIds ?? assignTopicIds(levels.topics.length, new Map(), []);
  const similarities = Float64Array.from(placement.bestOf, (topic, row) =>
    dotProduct(smooth, row, levels.centroids, topic),
  );
  const counts = clustered.levels.map((_, level) => levels.topics.filter((topic) => topic.level === level).length);
  await writeScan(database, plan, clustered.levels, counts, reasons);
  await writeClusters(database, levels, mixed, topicIds);
  await writeMembership(database, ids, placement, similarities, topicIds);

  const unassigned = placement.topicOf.filter((topic) => topic === -1).length;
  return {
    rowsIn: ids.length,
    rowsOut: ids.length,
    summary: [
      `${describeLevels(counts.filter((count) => count > 0))}, ${reasons[0]}`,
      unassigned > 0 && `${formatCount(unassigned, "paper")} in none`,
      identity && `${identity.keptTopics} of ${fine!.k} topics as before`,
    ]
      .filter(Boolean)
      .join("; "),
    figures: {
      topics: fine!.k,
      broader_topics: levels.topics.length - fine!.k,
      mixed_topics: mixed.filter(Boolean).length,
      unassigned,
      iterations: clustered.iterations,
      converged: Number(clustered.converged),
      mean_topic_stability: computeMean(fine!.stability),
    },
    metrics: identity ? nameMetrics(identity) : {},
  };
}

function scanSpace(
  space: TopicSpace,
  settings: Settings,
  last: readonly number[],
  runner: KMeansRunner,
  log: Log,
): Promise<LevelPlan> {
  const options = {
    runner,
    topics: settings.topics,
    last,
    sample: settings.scanSample,
    restarts: settings.scanRestarts,
    pairs: settings.scanPairs,
    subsampleShare: settings.subsampleShare,
    splits: settings.scanSplits,
  };
  const scanned = Math.min(countVectors(space.smooth), settings.scanSample);
  const bar = { label: "cluster", total: listTopicCounts(scanned).length, unit: "numbers of topics" };
  return withProgress(log, bar, (advance) => planLevels(space, options, advance));
}

function nameOptions({ choices }: LevelPlan, settings: Settings, runner: KMeansRunner) {
  return {
    counts: choices.map(({ topics }) => topics),
    seed: settings.seed,
    splits: typeof settings.topics !== "number",
    runs: settings.ensembleRuns,
    subsampleShare: settings.subsampleShare,
    restarts: settings.restarts,
    landmarks: settings.landmarks,
    runner,
    stability: { splits: settings.scanSplits, sample: settings.landmarks, runner },
  };
}

/** Returns why each level has its topics, the finest first. */
function describeChoices({ choices }: LevelPlan, { levels, split }: ClusteredLevels, isSplit: boolean): string[] {
  const { topicOf, k } = levels[0]!;
  const large = countClusterSizes(topicOf, k).filter((size) => isLargeTopic(size, topicOf.length)).length;
  return choices.map(({ reason }, level) => {
    if (level > 0) return reason;
    const mixtures = split > 0 ? `; ${split} more by splitting mixtures` : "";
    const unparted =
      isSplit && large > 0
        ? `; ${formatCount(large, "topic")} with a sixth of the papers or more, whose halves part no further`
        : "";
    return reason + mixtures + unparted;
  });
}

function nameMetrics({ keptTopics, papersInBothRuns, movedPapers }: Identity): Record<string, number> {
  return { kept_topics: keptTopics, papers_in_both_runs: papersInBothRuns, moved_papers: movedPapers };
}
