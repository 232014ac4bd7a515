import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { Database } from "../database/database.ts";
import { type Embedder, openEmbedder } from "../embedding/embedder.ts";
import { UserError } from "../error.ts";
import { type Log, silentLog } from "../log.ts";
import { checkWiring, STAGES } from "../stages/stages.ts";
import { hashInputs } from "./fingerprint.ts";
import { OutputDirectory } from "./output-directory.ts";
import { hashOutputs, PreviousRun } from "./previous-run.ts";
import { RunLog, type StageRun } from "./run-log.ts";
import { STAGE_NAMES, type Stage, type StageContext, type StageName, type StageResult } from "./stage.ts";

export const DATABASE_FILE = "atlas.duckdb";

/** The outside world of a run; each part has a real default. */
export type Effects = {
  log: Log;
  now: () => Date;
  openEmbedder: (config: Config, log: Log) => Promise<Embedder>;
};

/** What a run made, as `--json` shows it. */
export type RunSummary = {
  runId: number;
  seconds: number;
  papers: number;
  topics: { id: number; label: string; size: number }[];
  stages: StageRun[];
  files: Record<"map" | "report" | "database", string>;
};

/**
 * Runs the pipeline: every stage whose inputs changed, in order, into a new database that replaces the last one at the end.
 * Until then, and when anything fails, the last output stays as it was.
 */
export async function runPipeline(config: Config, effects: Partial<Effects> = {}): Promise<RunSummary> {
  const { log, now, openEmbedder: open } = { log: silentLog, now: () => new Date(), openEmbedder, ...effects };
  checkWiring(STAGES);
  const output = await OutputDirectory.open(config.output);
  try {
    const startedAt = now();
    const database = await Database.open(join(output.next, DATABASE_FILE));
    let summary: RunSummary;
    try {
      await database.createSchema();
      const previous = await PreviousRun.attach(database, join(output.path, DATABASE_FILE));
      const runLog = new RunLog(database, await previous.copyHistory());
      const context: StageContext = {
        database,
        config,
        log,
        openEmbedder: () => open(config, log),
        outputDirectory: output.next,
        journalPath: output.journal,
        previousTable: (table) => previous.findTable(table),
      };
      for (const stage of STAGES) await runStage(stage, context, previous, runLog, output.path);
      const seconds = (now().getTime() - startedAt.getTime()) / 1000;
      await runLog.recordRun(config, startedAt, seconds);
      summary = await summarize(database, runLog, seconds, output.path);
    } finally {
      database.close();
    }
    await output.commit();
    return summary;
  } finally {
    await output.release();
  }
}

async function runStage(
  stage: Stage,
  context: StageContext,
  previous: PreviousRun,
  runLog: RunLog,
  outputPath: string,
): Promise<void> {
  const { database, config, log } = context;
  const input = await hashInputs(stage, config, database);
  const missing = (stage.artifacts ?? []).some((file) => !existsSync(join(outputPath, file)));
  const isUpToDate = !missing && (await previous.isUpToDate(stage, input));
  const decision = decide(stage, config, isUpToDate);

  if (decision === "skipped") {
    await database.transaction(async () => {
      for (const table of stage.writes) await previous.copyTable(table);
      await runLog.recordSkipped(stage);
    });
    log.info(describeStage(stage.name, 0, "unchanged, skipped"));
    return;
  }
  const startedAt = performance.now();
  await database.transaction(async () => {
    const result = await stage.run(context);
    const seconds = (performance.now() - startedAt) / 1000;
    const output = await hashOutputs(database, stage);
    await runLog.recordRan(stage, { input, output }, seconds, result);
    log.info(describeStage(stage.name, seconds, result.summary));
    log.detail(describeDetails(result));
  });
}

function describeStage(name: StageName, seconds: number, summary: string): string {
  return `  ${name.padEnd(9)} ${seconds.toFixed(1).padStart(5)} s  ${summary}`;
}

function describeDetails({ rowsIn, rowsOut, metrics }: StageResult): string {
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  const figures = Object.entries(metrics ?? {}).map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`);
  return `            ${[`rows ${rowsIn} -> ${rowsOut}`, `memory so far ${memory} MiB`, ...figures].join(", ")}`;
}

function decide(stage: Stage, config: Config, isUpToDate: boolean): "run" | "skipped" {
  const place = STAGE_NAMES.indexOf(stage.name);
  if (config.only) {
    const only = STAGE_NAMES.indexOf(config.only);
    if (place === only) return "run";
    if (isUpToDate) return "skipped";
    if (place > only) {
      throw new UserError(
        `--only ${config.only}: what ${stage.name} made would no longer fit. Nothing was changed; run --from ${config.only}.`,
      );
    }
    throw new UserError(
      `--only ${config.only}: ${stage.name}, which comes before it, has never run or is out of date. Run without --only first.`,
    );
  }
  if (config.force || (config.from && place >= STAGE_NAMES.indexOf(config.from))) return "run";
  return isUpToDate ? "skipped" : "run";
}

async function summarize(database: Database, runLog: RunLog, seconds: number, outputPath: string): Promise<RunSummary> {
  const { papers } = await database.queryOne<{ papers: number }>("SELECT count(*)::INTEGER AS papers FROM papers");
  return {
    runId: runLog.runId,
    seconds,
    papers,
    topics: await database.query("SELECT topic_id AS id, label, size FROM topics WHERE level = 0 ORDER BY topic_id"),
    stages: await runLog.readStages(),
    files: {
      map: join(outputPath, "atlas.html"),
      report: join(outputPath, "report.html"),
      database: join(outputPath, DATABASE_FILE),
    },
  };
}
