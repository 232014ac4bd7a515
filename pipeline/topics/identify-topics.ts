import type { Database } from "../database/database.ts";
import type { StageContext } from "../engine/stage.ts";
import { assignTopicIds, type PreviousTopics, type TopicChange, traceTopics } from "./topic-identity.ts";
import type { MeasuredTopic } from "./topic-levels.ts";

/** The id of each topic, and what became of the last run's topics: for the terminal (nothing on a first run) and as figures. */
export type Identity = { topicIds: number[]; summary: string[]; metrics: Record<string, number> };

type Previous = "clusters" | "topic_papers" | "topic_changes" | "topics";

type PreviousRun = {
  /** Topics of each level. */
  levels: Map<number, PreviousTopics>;
  labels: Map<number, string>;
  papers: number;
  /** Papers that were in a topic. */
  placed: number;
};

/**
 * Gives each topic its id, that of the last run's topic where it is the same (see traceTopics), and writes `topic_changes`. Where nothing changed
 * at all the last changes stay in the table, so that a run made again gives the same rows.
 */
export async function identifyTopics(
  { database, previousTable }: Pick<StageContext<never, Previous>, "database" | "previousTable">,
  paperIds: readonly string[],
  topics: readonly MeasuredTopic[],
): Promise<Identity> {
  const previous = await readPreviousRun(database, previousTable, paperIds);
  if (!previous) return { topicIds: assignTopicIds(topics.length, new Map(), []), summary: [], metrics: {} };
  const levels = new Set([...topics.map(({ level }) => level), ...previous.levels.keys()]);
  const changes = [...levels].sort().flatMap((level) => traceLevel(topics, level, previous, paperIds.length));
  const kept = new Map(
    changes.flatMap(({ fate, topic, previous }) => (fate === "kept" ? [[topic!, previous!] as const] : [])),
  );
  const used = [...previous.levels.values()].flatMap(({ ids }) => ids);
  const topicIds = assignTopicIds(topics.length, kept, used);
  const fineTopics = topics.filter(({ level }) => level === 0);
  const placed = fineTopics.reduce((sum, { rows }) => sum + rows.length, 0);
  const changesTable = await previousTable("topic_changes");
  if (isUnchanged(changes, previous, paperIds.length, placed) && changesTable) {
    await database.execute(`INSERT INTO topic_changes SELECT * FROM ${changesTable}`);
  } else {
    await writeChanges(database, changes, previous, topicIds);
  }
  const fine = changes.filter(({ level }) => level === 0);
  const fineKept = fine.filter(({ fate }) => fate === "kept");
  const inBoth = [...new Map(fine.map(({ topic, papers }) => [topic, papers])).values()].reduce((a, b) => a + b, 0);
  const moved = inBoth - fineKept.reduce((sum, { shared }) => sum + shared, 0);
  return {
    topicIds,
    summary: [`${fineKept.length} of ${fineTopics.length} topics as before`],
    metrics: { kept_topics: fineKept.length, papers_in_both_runs: inBoth, moved_papers: moved },
  };
}

type LevelChange = TopicChange & { level: number };

function traceLevel(
  topics: readonly MeasuredTopic[],
  level: number,
  previous: PreviousRun,
  papers: number,
): LevelChange[] {
  const places = [...topics.keys()].filter((topic) => topics[topic]!.level === level);
  const labels = new Int32Array(papers).fill(-1);
  for (const [index, place] of places.entries()) for (const row of topics[place]!.rows) labels[row] = index;
  const known = previous.levels.get(level) ?? { ids: [], topicOf: new Array<null>(papers).fill(null) };
  return traceTopics(labels, places.length, known).map((change) => ({
    ...change,
    level,
    topic: change.topic === null ? null : places[change.topic]!,
  }));
}

function isUnchanged(changes: readonly LevelChange[], previous: PreviousRun, papers: number, placed: number): boolean {
  return (
    changes.every(({ fate, jaccard }) => fate === "kept" && jaccard === 1) &&
    previous.papers === papers &&
    previous.placed === placed &&
    changes.reduce((sum, { level, shared }) => sum + (level === 0 ? shared : 0), 0) === placed
  );
}

async function readPreviousRun(
  database: Database,
  previousTable: StageContext<never, Previous>["previousTable"],
  paperIds: readonly string[],
): Promise<PreviousRun | null> {
  const clusters = await previousTable("clusters");
  const members = await previousTable("topic_papers");
  if (!clusters || !members) return null;
  const topics = await database.query<{ topic_id: number; parent_id: number | null; level: number }>(
    `SELECT topic_id, parent_id, level FROM ${clusters} ORDER BY topic_id`,
  );
  const rows = await database.query<{ paper_id: string; topic_id: number | null }>(
    `SELECT paper_id, topic_id FROM ${members}`,
  );
  if (topics.length === 0) return null;
  const topicsTable = await previousTable("topics");
  const named = topicsTable
    ? await database.query<{ topic_id: number; label: string }>(`SELECT topic_id, label FROM ${topicsTable}`)
    : [];
  const topicOf = new Map(rows.map((row) => [row.paper_id, row.topic_id]));
  const parents = new Map(topics.map((topic) => [topic.topic_id, topic.parent_id]));
  const levelOf = new Map(topics.map((topic) => [topic.topic_id, topic.level]));
  const climb = (topic: number | null, level: number): number | null =>
    topic === null || levelOf.get(topic) === level ? topic : climb(parents.get(topic) ?? null, level);
  const levels = [...new Set(levelOf.values())].map((level): [number, PreviousTopics] => [
    level,
    {
      ids: topics.filter((topic) => topic.level === level).map(({ topic_id }) => topic_id),
      topicOf: paperIds.map((paper) => climb(topicOf.get(paper) ?? null, level)),
    },
  ]);
  return {
    levels: new Map(levels),
    labels: new Map(named.map(({ topic_id, label }) => [topic_id, label])),
    papers: rows.length,
    placed: rows.filter(({ topic_id }) => topic_id !== null).length,
  };
}

async function writeChanges(
  database: Database,
  changes: readonly LevelChange[],
  { labels }: PreviousRun,
  topicIds: readonly number[],
): Promise<void> {
  await database.append("topic_changes", {
    topic_id: changes.map(({ topic }) => (topic === null ? null : topicIds[topic]!)),
    previous_topic_id: changes.map(({ previous }) => previous),
    level: changes.map(({ level }) => level),
    fate: changes.map(({ fate }) => fate),
    papers: changes.map(({ papers }) => papers),
    previous_papers: changes.map(({ previousPapers }) => previousPapers),
    shared_papers: changes.map(({ shared }) => shared),
    jaccard: changes.map(({ jaccard }) => jaccard),
    previous_label: changes.map(({ previous }) => (previous === null ? null : (labels.get(previous) ?? null))),
  });
}
