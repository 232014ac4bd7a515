import type { Database } from "../database/database.ts";
import type { TracedRun, TracedTopic } from "./traced-run.ts";

/** Reads the topics of a run of the history, those of the finest level first, and the fine topic of each of its papers. */
export async function readTracedRun(database: Database, runId: number): Promise<TracedRun> {
  const topics = await database.query<TracedTopic>(
    "SELECT topic_id, level, parent_id, label, size, stability FROM run_topics WHERE run_id = $1 ORDER BY level, topic_id",
    [runId],
  );
  const members = await database.query<{ topic_id: number | null; papers: number[] }>(
    "SELECT topic_id, papers FROM run_members WHERE run_id = $1 ORDER BY topic_id NULLS LAST",
    [runId],
  );
  const topicOf = new Map(
    members.flatMap(({ topic_id, papers }) => papers.map((paper): [number, number | null] => [paper, topic_id])),
  );
  return { topics, topicOf };
}
