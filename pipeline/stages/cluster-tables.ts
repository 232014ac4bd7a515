import { toColumns } from "../database/columns.ts";
import type { Database } from "../database/database.ts";
import type { StageContext } from "../engine/stage.ts";
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
export const PREVIOUS_TABLES = ["clusters", "topic_papers", "run_topics"] as const;

/** The tables of this run and those of the last. */
export type Tables = Pick<StageContext<never, (typeof PREVIOUS_TABLES)[number]>, "database" | "previousTable">;

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

/** Writes `k_scan`: every number tried, and for those that were chosen the level, its topics, how they hold together and why. */
export async function writeScan(
  database: Database,
  { scan, choices }: LevelPlan,
  levels: readonly LevelTopics[],
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
      topics: level === null ? null : levels[level]!.k,
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
