import type { Database } from "../database/database.ts";
import { roundFigure } from "../text/format-figure.ts";
import { judgeStability, type StabilityVerdict } from "../topics/judge-stability.ts";
import { countOverTime, type PeriodCount, type Periods } from "./count-over-time.ts";

/** A topic of any level in the tree; keys as in topic_tree. `path` and `labels` lead to it from the broadest, itself last. */
export type ListedTopic = {
  topic_id: number;
  parent_id: number | null;
  level: number;
  label: string;
  size: number;
  share: number;
  children: number;
  cohesion: number | null;
  stability: number | null;
  /** Stability of the topic, in a word. */
  verdict: StabilityVerdict | null;
  mixed: boolean | null;
  color: string | null;
  path: number[];
  labels: string[];
  /** Papers of known days; empty where none is known. */
  over_time: PeriodCount[];
};

/** The topics of a file in reading order, and what their papers are counted by. */
export type TopicList = { papers: number; unassigned: number; periods: Periods | null; topics: ListedTopic[] };

const TREE = `
SELECT topic_id, parent_id, level, label, size, round(share, 4) AS share, children, round(cohesion, 4) AS cohesion, stability, mixed, color,
  path, labels
FROM topic_tree LEFT JOIN topic_marks USING (topic_id)
ORDER BY min(topic_id) FILTER (level = 0) OVER (PARTITION BY path[1]), path`;

const TOTALS = `
SELECT count(*)::INTEGER AS papers, count(*) FILTER (topic_id IS NULL)::INTEGER AS unassigned FROM topic_papers`;

const DIGITS = 4;

type TopicRow = Omit<ListedTopic, "verdict" | "over_time">;

/** Returns the topics of all levels, each broader one before its parts, with at most `mostPeriods` counts over time. */
export async function readTopicList(database: Database, mostPeriods: number): Promise<TopicList> {
  const totals = await database.queryOne<{ papers: number; unassigned: number }>(TOTALS);
  const rows = await database.query<TopicRow>(TREE);
  const time = await countOverTime(database, mostPeriods);
  const topics = rows.map((row) => ({
    ...row,
    stability: row.stability === null ? null : roundFigure(row.stability, DIGITS),
    verdict: row.stability === null ? null : judgeStability(row.stability),
    over_time: time?.counts.get(row.topic_id) ?? [],
  }));
  return { ...totals, periods: time?.periods ?? null, topics };
}
