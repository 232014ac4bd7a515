import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { Database } from "../database/database.ts";
import { DATABASE_FILE } from "../database/open-atlas-database.ts";
import type { EmbedderSource } from "../embedding/embedder.ts";
import type { Log } from "../log.ts";
import { createMemoryBudget } from "../memory.ts";
import { checkWiring } from "./check-wiring.ts";
import { hashModule } from "./code-manifest.ts";
import { checkRequest, decide } from "./decide.ts";
import { explainSystemError } from "./explain-system-error.ts";
import { hashInputs, hashOutputs } from "./fingerprint.ts";
import { OutputDirectory } from "./output-directory.ts";
import { PreviousRun } from "./previous-run.ts";
import { type Machine, RunLog, type StageRun } from "./run-log.ts";
import { sealDatabase } from "./seal-database.ts";
import type { RunContext, Stage, StageResult } from "./stage.ts";

/** The outside world of a run. */
export type Effects = { log: Log; now: () => Date; embedding: EmbedderSource; machine: Machine };

/** What a run did. */
export type FinishedRun<Summary> = { runId: number; seconds: number; stages: StageRun[]; summary: Summary };

/**
 * Runs every stage whose inputs changed, in order, into a new database that replaces the last one at the end. Until then, and when
 * anything fails, the last output stays as it was. `summarize` reads the new database before it is closed.
 */
export async function runStages<Summary>(
  stages: readonly Stage[],
  settings: Config,
  effects: Effects,
  summarize: (database: Database) => Promise<Summary>,
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
    const database = await Database.open(path, { memory: memory.database });
    let finished: FinishedRun<Summary>;
    let outdated: readonly string[];
    try {
      await database.createSchema();
      const previous = await PreviousRun.attach(
        database,
        output.path,
        settings.force ? output.next : null,
        effects.log,
      );
      await previous.keepForeignTables(output.next, effects.log);
      const runLog = new RunLog(database, effects.machine, settings.fromScratch ? 1 : await previous.copyHistory());
      const context: RunSurroundings = {
        database,
        settings,
        memory,
        isForced: settings.force,
        isFromScratch: settings.fromScratch,
        log: effects.log,
        openEmbedder: () => effects.embedding.open(settings, effects.log),
        outputDirectory: output.next,
        journalPath: output.journal,
        runId: runLog.runId,
        previousTable: (table) => previous.findTable(table),
      };
      const run = new Run(stages, context, effects, previous, runLog);
      for (const stage of stages) await run.runStage(stage);
      outdated = run.leftOut;
      const seconds = (effects.now().getTime() - startedAt.getTime()) / 1000;
      await runLog.recordRun(settings, startedAt, seconds);
      const summary = await summarize(database);
      finished = { runId: runLog.runId, seconds, stages: await runLog.readStages(), summary };
    } catch (error) {
      database.close();
      throw error;
    }
    await sealDatabase(database, path);
    await output.commit(outdated);
    return finished;
  } catch (error) {
    throw await explainSystemError(error, output);
  } finally {
    await output.release();
  }
}

/** What all stages of a run are given alike. */
type RunSurroundings = Omit<RunContext, "codeHash" | "isPreviousIntact">;

/** One run under way: decides for each stage, runs it or takes over its last result, and logs it. */
class Run {
  readonly #names: string[];
  readonly #context: RunSurroundings;
  readonly #effects: Effects;
  readonly #previous: PreviousRun;
  readonly #runLog: RunLog;
  readonly #leftOut: string[] = [];

  constructor(
    stages: readonly Stage[],
    context: RunSurroundings,
    effects: Effects,
    previous: PreviousRun,
    runLog: RunLog,
  ) {
    this.#names = stages.map(({ name }) => name);
    this.#context = context;
    this.#effects = effects;
    this.#previous = previous;
    this.#runLog = runLog;
  }

  /** Files of the stages that ran which they had nothing to write to. */
  get leftOut(): readonly string[] {
    return this.#leftOut;
  }

  async runStage(stage: Stage): Promise<void> {
    const { database, settings, log } = this.#context;
    const input = await hashInputs(stage, settings, database, () => this.#effects.embedding.describe(settings));
    const isUpToDate = await this.#previous.isUpToDate(stage, input);
    if (decide(stage.name, isUpToDate, settings, this.#names) === "skip") {
      await database.transaction(async () => {
        await this.#previous.copyResult(stage);
        await this.#runLog.recordSkipped(stage);
      });
      log.info(describeStage(stage.name, 0, "unchanged, skipped"));
      return;
    }
    const startedAt = performance.now();
    await database.transaction(async () => {
      const isPreviousIntact = () => this.#previous.isIntact(stage);
      const codeHash = await hashModule(stage.module);
      const result = await stage.run({ ...this.#context, codeHash, isPreviousIntact });
      const seconds = (performance.now() - startedAt) / 1000;
      const { outputDirectory } = this.#context;
      this.#leftOut.push(...stage.artifacts.filter((file) => !existsSync(join(outputDirectory, file))));
      await writeFigures(database, stage.name, result.figures ?? {});
      const output = await hashOutputs(database, stage, outputDirectory);
      await this.#runLog.recordRan(stage, { input, output }, seconds, result);
      log.info(describeStage(stage.name, seconds, result.summary));
      log.detail(this.#describeDetails(result));
    });
  }

  #describeDetails({ rowsIn, rowsOut, figures, metrics }: StageResult): string {
    const memory = this.#effects.machine.measurePeakMemory();
    const values = Object.entries({ ...figures, ...metrics });
    return `            ${[
      `rows ${rowsIn} -> ${rowsOut}`,
      ...(memory === null ? [] : [`memory so far ${Math.round(memory)} MiB`]),
      ...values.map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`),
    ].join(", ")}`;
  }
}

function describeStage(name: string, seconds: number, summary: string): string {
  return `  ${name.padEnd(9)} ${seconds.toFixed(1).padStart(5)} s  ${summary}`;
}

async function writeFigures(database: Database, stage: string, figures: Record<string, number>): Promise<void> {
  const entries = Object.entries(figures);
  await database.append("stage_figures", {
    stage: entries.map(() => stage),
    name: entries.map(([name]) => name),
    value: entries.map(([, value]) => value),
  });
}
