import { toColumns } from "../database/columns.ts";
import type { Database } from "../database/database.ts";
import type { StageContext } from "../engine/stage.ts";
import { type Fit, readFit } from "../growth/fit-row.ts";
import { takeOver } from "../growth/take-over.ts";
import { pickVectors } from "../numeric/vectors.ts";
import { assignLevels, type FoundTopic } from "../topics/assign-levels.ts";
import type { LevelTopics } from "../topics/cluster-levels.ts";
import type { LastTopics } from "../topics/identify-topics.ts";
import { judgeLevel } from "../topics/judge-level.ts";
import { judgeTopicCounts } from "../topics/judge-topic-counts.ts";
import type { Placement } from "../topics/place-papers.ts";
import type { LevelPlan } from "../topics/plan-levels.ts";
import type { MeasuredLevels } from "../topics/topic-levels.ts";

/** Tables of the last run from which topics get their ids. */
export const PREVIOUS_TABLES = ["k_scan", "clusters", "topic_papers", "run_topics"] as const;

/** The tables of this run and those of the last. */
export type Tables = Pick<StageContext<never, (typeof PREVIOUS_TABLES)[number]>, "database" | "previousTable">;

/** Returns the names of the tables of the last run; null where one is missing. */
export async function findLastTables({
  previousTable,
}: Tables): Promise<Record<(typeof PREVIOUS_TABLES)[number], string> | null> {
  const found: [string, string | null][] = [];
  for (const table of PREVIOUS_TABLES) found.push([table, await previousTable(table)]);
  return found.every(([, name]) => name !== null)
    ? (Object.fromEntries(found) as Record<(typeof PREVIOUS_TABLES)[number], string>)
    : null;
}

/** Returns how many papers are placed since the fit, and looks at the topics that were born of them. */
export async function countPlaced(database: Database): Promise<number> {
  const { placed } = await database.queryOne<{ placed: number }>(
    `SELECT count(*)::INTEGER AS placed FROM placements LEFT JOIN born_topics USING (topic_id)`,
  );
  return placed;
}

/** Takes over the topics of the last run as they stand, with those that were born since and the papers that are placed; topics whose papers are all gone are left out. */
export async function takeOverTopics(
  database: Database,
  last: Record<(typeof PREVIOUS_TABLES)[number], string>,
): Promise<void> {
  await database.execute(
    `INSERT INTO topic_papers SELECT * FROM ${last.topic_papers} WHERE fitted AND paper_id IN (SELECT paper_id FROM papers)`,
  );
  await database.execute(
    `INSERT INTO topic_papers
     SELECT paper_id, topic_id, probability, second_topic_id, margin, similarity, role, false FROM placements`,
  );
  await takeOver(database, "clusters", last.clusters, "topic_id NOT IN (SELECT topic_id FROM born_topics)");
  const { born } = await database.queryOne<{ born: number }>("SELECT count(*)::INTEGER AS born FROM born_topics");
  if (born > 0) await database.execute(BORN);
  await database.execute(SIZES);
  await database.execute("DELETE FROM clusters WHERE size = 0");
  await database.execute(
    `UPDATE clusters SET nearest_topic_id = NULL, nearest_similarity = NULL
     WHERE nearest_topic_id NOT IN (SELECT topic_id FROM clusters)`,
  );
  await database.execute(
    "UPDATE topic_papers SET second_topic_id = NULL WHERE second_topic_id NOT IN (SELECT topic_id FROM clusters)",
  );
  await takeOver(database, "k_scan", last.k_scan);
  await database.execute(
    "UPDATE k_scan SET topics = (SELECT count(*) FROM clusters WHERE clusters.level = 0) WHERE k_scan.level = 0",
  );
}

/** A topic that was born since the fit, with the nearest of the fit's own. */
const BORN = `
  INSERT INTO clusters
  WITH near AS (
    SELECT born_topics.topic_id, arg_max(clusters.topic_id, array_cosine_similarity(born_topics.centroid, clusters.centroid)) AS nearest_id,
      max(array_cosine_similarity(born_topics.centroid, clusters.centroid)) AS nearness
    FROM born_topics CROSS JOIN clusters WHERE level = 0 GROUP BY born_topics.topic_id
  )
  SELECT topic_id, parent_id, 0, 0, cohesion, stability, false, nearest_id, nearness, centroid FROM born_topics JOIN near USING (topic_id)`;

/** Papers of each topic of any level: those of the finest one, and of all above it. */
const SIZES = `
  UPDATE clusters SET size = coalesce((
    WITH RECURSIVE above AS (
      SELECT topic_id AS fine_id, topic_id, parent_id FROM clusters AS fine WHERE level = 0
      UNION ALL
      SELECT fine_id, broader.topic_id, broader.parent_id FROM above JOIN clusters AS broader ON broader.topic_id = above.parent_id
    )
    SELECT count(*) FROM above JOIN topic_papers ON topic_papers.topic_id = fine_id WHERE above.topic_id = clusters.topic_id
  ), 0)`;

/** Reads the topics of the last run, in which papers of this run are; null on a first run. */
export async function readLastTopics(
  { database, previousTable }: Tables,
  paperIds: readonly string[],
): Promise<LastTopics | null> {
  const clusters = await previousTable("clusters");
  const members = await previousTable("topic_papers");
  if (!clusters || !members) return null;
  const topics = await database.query<FoundTopic>(
    `SELECT topic_id AS id, parent_id AS parent, level FROM ${clusters} ORDER BY topic_id`,
  );
  if (topics.length === 0) return null;
  const papers = await database.query<{ paper_id: string; topic_id: number | null }>(
    `SELECT paper_id, topic_id FROM ${members}`,
  );
  const topicOf = new Map(papers.map(({ paper_id, topic_id }) => [paper_id, topic_id]));
  return {
    levels: assignLevels(
      paperIds.map((id) => topicOf.get(id) ?? null),
      topics,
    ),
    usedIds: await listUsedIds({ database, previousTable }),
  };
}

/** Lists the ids that topics of the runs before had: none stands for two topics in the history. */
async function listUsedIds({ database, previousTable }: Tables): Promise<number[]> {
  const known = await previousTable("run_topics");
  if (!known) return [];
  const rows = await database.query<{ topic_id: number }>(`SELECT DISTINCT topic_id FROM ${known} ORDER BY topic_id`);
  return rows.map(({ topic_id }) => topic_id);
}

/** Returns the scanned numbers that the levels of the last run rest on, the finest first; none on a first run, or where settings were others. */
export async function readLastCounts(
  { database, previousTable }: Pick<StageContext<never, "fit" | "k_scan">, "database" | "previousTable">,
  fit: Fit | null,
): Promise<number[]> {
  const [fits, scan] = [await previousTable("fit"), await previousTable("k_scan")];
  if (!fits || !scan || !fit || (await readFit(database, fits))?.settings !== fit.settings) return [];
  const rows = await database.query<{ k: number }>(`SELECT k FROM ${scan} WHERE chosen ORDER BY level`);
  return rows.map(({ k }) => k);
}

/** Writes `k_scan`: every number tried, and for those that were chosen the level, its topics (`counts`), how they hold together and why. */
export async function writeScan(
  database: Database,
  { scan, choices }: LevelPlan,
  levels: readonly LevelTopics[],
  counts: readonly number[],
  reasons: readonly string[],
): Promise<void> {
  const rows = judgeTopicCounts(scan, choices).map(({ fineScore, broadScore, level, ...row }) => {
    const judged = level === null ? null : judgeLevel(levels[level]!);
    return {
      ...row,
      fine_score: fineScore,
      broad_score: broadScore,
      chosen: level !== null,
      level,
      topics: level === null ? null : counts[level]!,
      level_stability: judged?.stability ?? null,
      level_verdict: judged?.verdict ?? null,
      reason: level === null ? null : reasons[level]!,
    };
  });
  await database.append("k_scan", toColumns(rows));
}

/** Writes `clusters`, in order of id. `topicIds` has the id of each topic of `levels`, `mixed` whether each of the finest is mixed. */
export async function writeClusters(
  database: Database,
  { topics, centroids }: MeasuredLevels,
  mixed: readonly boolean[],
  topicIds: readonly number[],
): Promise<void> {
  const order = [...topicIds.keys()].sort((a, b) => topicIds[a]! - topicIds[b]!);
  const rows = order.map((place) => {
    const { parent, level, rows, cohesion, stability, nearest, nearestSimilarity } = topics[place]!;
    return {
      topic_id: topicIds[place]!,
      parent_id: topicIds[parent] ?? null,
      level,
      size: rows.length,
      cohesion,
      stability,
      mixed: mixed[place] ?? false,
      nearest_topic_id: topicIds[nearest] ?? null,
      nearest_similarity: nearestSimilarity,
    };
  });
  await database.setVectorWidth("clusters", "centroid", centroids.dimensions);
  await database.append("clusters", { ...toColumns(rows), centroid: pickVectors(centroids, order) });
}

/** Writes `topic_papers`. `similarities` has the cosine of each paper to the centroid of its best topic. */
export async function writeMembership(
  database: Database,
  paperIds: readonly string[],
  { topicOf, bestOf, secondOf, probabilities, margins, roles }: Placement,
  similarities: Float64Array,
  topicIds: readonly number[],
): Promise<void> {
  const nextOf = secondOf.map((second, row) => (topicOf[row] === -1 ? bestOf[row]! : second));
  await database.append("topic_papers", {
    paper_id: paperIds,
    topic_id: Array.from(topicOf, (topic) => topicIds[topic] ?? null),
    probability: probabilities,
    second_topic_id: Array.from(nextOf, (topic) => topicIds[topic]!),
    margin: margins,
    similarity: similarities,
    role: roles,
    fitted: paperIds.map(() => true),
  });
}
