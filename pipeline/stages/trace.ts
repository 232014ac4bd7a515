import { toColumns } from "../database/columns.ts";
import type { Database } from "../database/database.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { copyHistory, HISTORY_TABLES } from "../lineage/copy-history.ts";
import { countEvents, summarizeEvents } from "../lineage/count-events.ts";
import { forgetRuns } from "../lineage/forget-runs.ts";
import { readTracedRun } from "../lineage/read-traced-run.ts";
import { findLastRun, isRunLike, recordRun } from "../lineage/record-run.ts";
import { traceEvents } from "../lineage/trace-events.ts";
import type { TopicEvent } from "../lineage/traced-run.ts";

const PREVIOUS = [...HISTORY_TABLES, "papers"] as const;

type Context = StageContext<"keepRuns", (typeof PREVIOUS)[number]>;

/** Adds this run to the history, and tells what became of the topics of the one before. It comes after the map, which is a part of it. */
export const traceStage = defineStage({
  name: "trace",
  module: import.meta.url,
  reads: ["input_files", "papers", "topic_papers", "topics", "positions"],
  writes: HISTORY_TABLES,
  previous: PREVIOUS,
  settings: ["keepRuns"],
  usesRunId: true,
  run,
});

async function run(context: Context): Promise<StageResult> {
  const { database, settings, runId } = context;
  await copyHistory(database, (table) => context.previousTable(table));
  const last = await findLastRun(database);
  const isSame = last !== null && (await isRunLike(database, last));
  if (!isSame) {
    await recordRun(database, runId);
    await writeEvents(database, runId, last);
  }
  await forgetRuns(database, settings.keepRuns);
  return describeHistory(database);
}

async function writeEvents(database: Database, runId: number, last: number | null): Promise<void> {
  await database.execute("DELETE FROM topic_events");
  if (last === null) return;
  const events = traceEvents(await readTracedRun(database, runId), await readTracedRun(database, last));
  await database.append(
    "topic_events",
    toColumns(events.map((event) => ({ run_id: runId, previous_run_id: last, ...event }))),
  );
}

async function describeHistory(database: Database): Promise<StageResult> {
  const events = await database.query<TopicEvent>("SELECT * FROM topic_events WHERE level = 0");
  const { runs, last, papers } = await database.queryOne<{ runs: number; last: number; papers: number }>(
    "SELECT count(*)::INTEGER AS runs, max(run_id) AS last, arg_max(papers, run_id) AS papers FROM run_inputs",
  );
  return {
    rowsIn: papers,
    rowsOut: runs,
    summary: events.length === 0 ? `run ${last} begins the history` : `run ${last}: ${summarizeEvents(events)}`,
    metrics: { kept_runs: runs, ...countEvents(events) },
  };
}
