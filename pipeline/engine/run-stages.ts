import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { Database } from "../database/database.ts";
import { DATABASE_FILE } from "../database/open-atlas-database.ts";
import { KeptModels } from "../embedding/kept-models.ts";
import { openOnDemand } from "../embedding/open-on-demand.ts";
import { createMemoryBudget } from "../memory.ts";
import { checkWiring } from "./check-wiring.ts";
import { checkRequest } from "./decide.ts";
import { explainSystemError } from "./explain-system-error.ts";
import { OutputDirectory } from "./output-directory.ts";
import { PreviousRun } from "./previous-run.ts";
import { RunLog, type StageRun } from "./run-log.ts";
import { type Effects, RunningStages, type RunSurroundings } from "./running-stages.ts";
import { sealDatabase } from "./seal-database.ts";
import type { Stage } from "./stage.ts";

/** What a run did. */
export type FinishedRun<Summary> = {
  runId: number;
  seconds: number;
  /** Whether a stage ran: else all is as the last run left it. */
  isChanged: boolean;
  stages: StageRun[];
  summary: Summary;
};

/** Returns the qualified name of a table of the last run, or null when there is none of the same columns. */
export type FindTable = (table: string) => Promise<string | null>;

/**
 * Runs every stage whose inputs changed, in order, into a new database that replaces the last one at the end. Until then, and when
 * anything fails, the last output stays as it was. `summarize` reads the new database before it is closed, beside the tables of the last.
 */
export async function runStages<Summary>(
  stages: readonly Stage[],
  settings: Config,
  effects: Effects,
  summarize: (database: Database, findLast: FindTable) => Promise<Summary>,
): Promise<FinishedRun<Summary>> {
  checkWiring(stages);
  checkRequest(
    settings,
    stages.map(({ name }) => name),
  );
  const startedAt = effects.now();
  const output = await OutputDirectory.open(settings.output, effects.machine.describeProcess(startedAt));
  try {
    await output.refuseObstacles([DATABASE_FILE, ...stages.flatMap(({ artifacts }) => artifacts)]);
    const path = join(output.next, DATABASE_FILE);
    const memory = createMemoryBudget(settings.memory);
    const models = new KeptModels(effects.embedding);
    const lastToEmbed = stages.findLast((stage) => stage.usesEmbedder(settings));
    const open = () => Database.open(path, { memory: memory.database });
    let database = await open();
    let finished: FinishedRun<Summary>;
    let outdated: readonly string[];
    let contentFolders: readonly string[];
    try {
      await database.createSchema();
      const previous = await PreviousRun.attach(
        database,
        output.path,
        settings.force ? output.next : null,
        effects.log,
      );
      const isForeign = await previous.keepForeignTables(output.next, effects.log);
      let runLog = new RunLog(database, effects.machine, settings.fromScratch ? 1 : await previous.copyHistory());
      const context: RunSurroundings = {
        database,
        settings,
        memory,
        isForced: settings.force,
        isFromScratch: settings.fromScratch,
        log: effects.log,
        openEmbedder: () => openOnDemand(models, settings, effects.log),
        outputDirectory: output.next,
        journalPath: output.journal,
        shardsPath: output.shards,
        cluster: effects.cluster ?? null,
        runId: runLog.runId,
        previousTable: (table) => previous.findTable(table),
      };
      const running = new RunningStages(stages, context, effects, previous, runLog);
      let findLast: FindTable = context.previousTable;
      for (const stage of stages) {
        await running.runStage(stage);
        if (stage === lastToEmbed) await models.close();
      }
      outdated = running.leftOut;
      contentFolders = running.contentFolders;
      if (running.isUnchanged && !isForeign && (await previous.hasTodaysSchema())) {
        // The file as it is, with a line more in its log, is the file that copying each table would make.
        await replaceDatabase(database, path, previous);
        database = await open();
        runLog = new RunLog(database, effects.machine, runLog.runId);
        for (const stage of stages) await runLog.recordSkipped(stage);
        findLast = async (table) => table;
      } else await running.copySkipped();
      const seconds = (effects.now().getTime() - startedAt.getTime()) / 1000;
      await runLog.recordRun(settings, startedAt, seconds);
      const summary = await summarize(database, findLast);
      const { isUnchanged } = running;
      finished = { runId: runLog.runId, seconds, isChanged: !isUnchanged, stages: await runLog.readStages(), summary };
    } catch (error) {
      database.close();
      throw error;
    } finally {
      await models.close();
    }
    await sealDatabase(database, path);
    await output.commit(outdated, contentFolders);
    return finished;
  } catch (error) {
    throw await explainSystemError(error, output);
  } finally {
    await output.release();
  }
}

/** Closes a database and puts a copy of the last run's file in its place. */
async function replaceDatabase(database: Database, path: string, previous: PreviousRun): Promise<void> {
  await database.execute("PRAGMA disable_checkpoint_on_shutdown");
  database.close();
  for (const ending of ["", ".wal"]) await rm(path + ending, { force: true });
  await previous.copyFile(path);
}
