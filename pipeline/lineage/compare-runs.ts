import type { Database } from "../database/database.ts";
import { describeSettings, type SettingDifference } from "./compare-settings.ts";
import { readTracedRun } from "./read-traced-run.ts";
import { traceEvents } from "./trace-events.ts";
import type { TopicEvent } from "./traced-run.ts";

/** A run of the history: when it began in UTC, and what it had; null where the log does not tell. */
export type ComparedRun = {
  run_id: number;
  started_at: string | null;
  records: number;
  papers: number;
  /** Topics of each level, the finest first. */
  topics: number[];
};

/** A paper and its topic, null for none. */
export type ListedPaper = { paper_id: string; title: string | null; topic_id: number | null; label: string | null };

/** A paper that is in another topic; `is_alone` where no split or merger brought it there. */
export type MovedPaper = ListedPaper & {
  previous_topic_id: number | null;
  previous_label: string | null;
  is_alone: boolean;
};

/** What differs between two runs; the lists of papers are cut, their numbers are not. */
export type RunDifference = {
  runs: [ComparedRun, ComparedRun];
  files: { added: string[]; gone: string[] };
  settings: SettingDifference[];
  events: TopicEvent[];
  papers: {
    added: number;
    gone: number;
    in_both: number;
    moved: number;
    moved_alone: number;
    added_papers: ListedPaper[];
    gone_papers: ListedPaper[];
    moved_papers: MovedPaper[];
  };
  /** Papers that both maps have, how many of them lie elsewhere, and the median way of all as a share of the first map's width. */
  map: { papers: number; moved: number; median_move: number | null };
};

type RunPair = { first: number; second: number };

const RUN = `
SELECT run_id, strftime(started_at, '%Y-%m-%d %H:%M') AS started_at, records, papers,
  (SELECT list(topics ORDER BY level) FROM (SELECT level, count(*)::INTEGER AS topics FROM run_topics WHERE run_id = $1 GROUP BY level)) AS topics
FROM run_inputs LEFT JOIN runs USING (run_id) WHERE run_id = $1`;

const FILES = `
SELECT unnest(files) AS file FROM run_inputs WHERE run_id = $1
EXCEPT SELECT unnest(files) FROM run_inputs WHERE run_id = $2 ORDER BY file`;

/** The papers of one run that another has not. */
const ONLY_THERE = `
SELECT paper_id, title, topic_id, label FROM papers_in_run($1)
WHERE paper_id NOT IN (SELECT paper_id FROM papers_in_run($2)) ORDER BY topic_id NULLS LAST, paper_id`;

const IN_BOTH = "SELECT count(*)::INTEGER AS papers FROM papers_in_run($1) JOIN papers_in_run($2) USING (paper_id)";

const MAP = `
WITH width AS (SELECT max(x) - min(x) AS width FROM map_of_run($1)),
moves AS (SELECT sqrt((now.x - before.x) ** 2 + (now.y - before.y) ** 2) AS move FROM map_of_run($1) AS before JOIN map_of_run($2) AS now USING (number))
SELECT count(*)::INTEGER AS papers, count(*) FILTER (move > 0)::INTEGER AS moved, median(move)::DOUBLE / nullif(any_value(width), 0)::DOUBLE AS median_move
FROM moves, width`;

/** Returns what differs between two runs of the history, with at most `limit` papers in each list. */
export async function compareRuns(
  database: Database,
  { first, second }: RunPair,
  limit: number,
): Promise<RunDifference> {
  const pair = [first, second];
  const events = traceEvents(await readTracedRun(database, second), await readTracedRun(database, first));
  const added = await database.query<ListedPaper>(ONLY_THERE, [second, first]);
  const gone = await database.query<ListedPaper>(ONLY_THERE, pair);
  const moved = markAlone(await database.query("SELECT * FROM moved_papers($1, $2)", pair), events);
  const { papers: inBoth } = await database.queryOne<{ papers: number }>(IN_BOTH, pair);
  return {
    runs: [await database.queryOne<ComparedRun>(RUN, [first]), await database.queryOne<ComparedRun>(RUN, [second])],
    files: { added: await listFiles(database, second, first), gone: await listFiles(database, first, second) },
    settings: await describeSettings(database, first, second),
    events,
    papers: {
      added: added.length,
      gone: gone.length,
      in_both: inBoth,
      moved: moved.length,
      moved_alone: moved.filter(({ is_alone }) => is_alone).length,
      added_papers: added.slice(0, limit),
      gone_papers: gone.slice(0, limit),
      moved_papers: moved.sort((a, b) => Number(b.is_alone) - Number(a.is_alone)).slice(0, limit),
    },
    map: await database.queryOne<RunDifference["map"]>(MAP, pair),
  };
}

async function listFiles(database: Database, own: number, other: number): Promise<string[]> {
  return (await database.query<{ file: string }>(FILES, [own, other])).map(({ file }) => file);
}

function markAlone(moved: Omit<MovedPaper, "is_alone">[], events: readonly TopicEvent[]): MovedPaper[] {
  const ways = events.filter(({ event, level }) => level === 0 && (event === "split" || event === "merged"));
  const told = new Set(ways.map(({ previous_topic_id, topic_id }) => `${previous_topic_id} ${topic_id}`));
  return moved.map((paper) => ({ ...paper, is_alone: !told.has(`${paper.previous_topic_id} ${paper.topic_id}`) }));
}
