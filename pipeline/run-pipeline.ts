import { join } from "node:path";
import type { Config } from "./config.ts";
import type { Database } from "./database/database.ts";
import { DATABASE_FILE } from "./database/open-atlas-database.ts";
import { createEmbedderSource } from "./embedding/embedder-source.ts";
import { findModelDirectories } from "./embedding/model-directories.ts";
import type { StageRun } from "./engine/run-log.ts";
import { type FindTable, runStages } from "./engine/run-stages.ts";
import type { Effects } from "./engine/running-stages.ts";
import { silentLog } from "./log.ts";
import { loadStages } from "./stages/stages.ts";

/** What a run made, as `--json` shows it. */
export type RunSummary = {
  runId: number;
  seconds: number;
  /** Whether anything is other than the last run left it. */
  isChanged: boolean;
  papers: number;
  /** Papers that the last run had not; all of them after a first run. */
  newPapers: number;
  /** What became of the records that were found: found = papers + merged + rejected. */
  input: { found: number; papers: number; merged: number; rejected: number };
  /** Topics of each level, the finest first. */
  levels: number[];
  /** The topics of the finest level. */
  topics: { id: number; label: string; size: number }[];
  /** Topics of the finest level that the last run had not; none after a first run. */
  bornTopics: { id: number; label: string; size: number }[];
  /** Whether topics and map stand as they were fitted before, or were made anew in this run, and why. */
  fit: { number: number; isNew: boolean; reason: string };
  stages: StageRun[];
  files: Record<"map" | "report" | "database", string>;
};

/**
 * Runs the pipeline with real effects where none are given: no log, the system's clock, the model of the settings. The run's settings
 * name the weights that "auto" comes to.
 */
export async function runPipeline(config: Config, effects: Partial<Effects> = {}): Promise<RunSummary> {
  const embedding = effects.embedding ?? createEmbedderSource(findModelDirectories());
  const log = effects.log ?? silentLog;
  // Vectors that the user has need no model: one that is not there must not stop the run.
  const { dtype } = config.fields.vectors === undefined ? await embedding.describe(config, log) : config;
  const { runId, seconds, isChanged, stages, summary } = await runStages(
    await loadStages(),
    { ...config, dtype },
    {
      log,
      now: effects.now ?? (() => new Date()),
      embedding,
      cluster: effects.cluster,
      machine: effects.machine ?? { node: null, measurePeakMemory: () => null, describeProcess: () => "" },
    },
    summarize,
  );
  return {
    runId,
    seconds,
    isChanged,
    ...summary,
    // Where the stage that decides on the fit is skipped, that was another run's.
    fit: { ...summary.fit, isNew: summary.fit.isNew && stages.some(hasDecidedFit) },
    stages,
    files: {
      map: join(config.output, "atlas.html"),
      report: join(config.output, "report.html"),
      database: join(config.output, DATABASE_FILE),
    },
  };
}

function hasDecidedFit({ stage, status }: StageRun): boolean {
  return stage === "place" && status === "ran";
}

type Summary = Omit<RunSummary, "runId" | "seconds" | "isChanged" | "stages" | "files">;

async function summarize(database: Database, findLast: FindTable): Promise<Summary> {
  const { papers } = await database.queryOne<{ papers: number }>("SELECT count(*)::INTEGER AS papers FROM papers");
  const topics = await database.query<RunSummary["topics"][number]>(
    "SELECT topic_id AS id, label, size FROM topics WHERE level = 0 ORDER BY topic_id",
  );
  const levels = await database.query<{ topics: number }>(
    "SELECT count(*)::INTEGER AS topics FROM topics GROUP BY level ORDER BY level",
  );
  const input = await database.queryOne<RunSummary["input"]>(
    `SELECT sum(found)::INTEGER AS found, sum(papers)::INTEGER AS papers, sum(merged)::INTEGER AS merged,
       sum(rejected)::INTEGER AS rejected FROM input_account`,
  );
  const fit = await database.queryOne<RunSummary["fit"]>(
    `SELECT fit AS number, decision = 'new' AS "isNew", reason FROM fit`,
  );
  const [lastPapers, lastTopics] = [await findLast("papers"), await findLast("topics")];
  const { newPapers } = await database.queryOne<{ newPapers: number }>(
    `SELECT count(*)::INTEGER AS "newPapers" FROM papers ${lastPapers ? `ANTI JOIN ${lastPapers} USING (paper_id)` : ""}`,
  );
  const lastIds = lastTopics
    ? new Set((await database.query<{ id: number }>(`SELECT topic_id AS id FROM ${lastTopics}`)).map(({ id }) => id))
    : null;
  const bornTopics = lastIds ? topics.filter(({ id }) => !lastIds.has(id)) : [];
  return { papers, newPapers, input, levels: levels.map((level) => level.topics), topics, bornTopics, fit };
}
