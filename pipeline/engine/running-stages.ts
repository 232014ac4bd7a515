import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "../database/database.ts";
import type { EmbedderSource } from "../embedding/embedder.ts";
import type { Log } from "../log.ts";
import type { Cluster } from "./cluster.ts";
import { hashModule } from "./code-manifest.ts";
import { isContentFolder } from "./content-folder.ts";
import { decide } from "./decide.ts";
import { hashInputs, hashOutputs, TableHashes } from "./fingerprint.ts";
import type { PreviousRun } from "./previous-run.ts";
import type { Machine, RunLog } from "./run-log.ts";
import type { RunContext, Stage, StageResult } from "./stage.ts";

/** The outside world of a run. */
export type Effects = {
  log: Log;
  now: () => Date;
  embedding: EmbedderSource;
  machine: Machine;
  cluster?: Cluster | null;
};

/** What all stages of a run are given alike. */
export type RunSurroundings = Omit<RunContext, "codeHash" | "isPreviousIntact">;

/** One run under way: decides for each stage, runs it or takes over its last result, and logs it. */
export class RunningStages {
  readonly #names: string[];
  readonly #context: RunSurroundings;
  readonly #effects: Effects;
  readonly #previous: PreviousRun;
  readonly #runLog: RunLog;
  readonly #hashes: TableHashes;
  readonly #leftOut: string[] = [];
  readonly #contentFolders: string[] = [];
  readonly #skipped: Stage[] = [];
  #hasRun = false;

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
    this.#hashes = new TableHashes(context.database);
  }

  /** Files of the stages that ran which they had nothing to write to. */
  get leftOut(): readonly string[] {
    return this.#leftOut;
  }

  /** Folders of files named by their content that the stages which ran write to. */
  get contentFolders(): readonly string[] {
    return this.#contentFolders;
  }

  /** Whether no stage had to run so far. The last results are then not copied yet. */
  get isUnchanged(): boolean {
    return !this.#hasRun;
  }

  /** Runs a stage, or takes over its last result. */
  async runStage(stage: Stage): Promise<void> {
    const { settings, log } = this.#context;
    // As long as all is taken over, the tables of the last run are those of this one.
    const hashes = this.#hasRun ? this.#hashes : this.#previous.hashes;
    const input = await hashInputs(stage, settings, hashes, () => this.#effects.embedding.describe(settings));
    const isUpToDate = await this.#previous.isUpToDate(stage, input);
    if (decide(stage.name, isUpToDate, settings, this.#names) === "skip") {
      this.#skipped.push(stage);
      if (this.#hasRun) await this.copySkipped();
      log.info(describeStage(stage.name, 0, "unchanged, skipped"));
      return;
    }
    await this.copySkipped();
    this.#hasRun = true;
    await this.#run(stage, input);
  }

  /** Copies the last results that are taken over and not copied yet, together. */
  async copySkipped(): Promise<void> {
    const stages = this.#skipped.splice(0);
    if (stages.length === 0) return;
    await this.#context.database.transaction(async () => {
      for (const stage of stages) {
        await this.#previous.copyResult(stage);
        for (const table of stage.writes) await this.#hashes.takeOver(table, this.#previous.hashes);
        await this.#runLog.recordSkipped(stage);
      }
    });
  }

  async #run(stage: Stage, input: string): Promise<void> {
    const { database, outputDirectory, log } = this.#context;
    const startedAt = performance.now();
    await database.transaction(async () => {
      const isPreviousIntact = () => this.#previous.isIntact(stage);
      const codeHash = await hashModule(stage.module);
      const result = await stage.run({ ...this.#context, codeHash, isPreviousIntact });
      const seconds = (performance.now() - startedAt) / 1000;
      this.#leftOut.push(...stage.artifacts.filter((file) => !existsSync(join(outputDirectory, file))));
      this.#contentFolders.push(...stage.artifacts.filter(isContentFolder));
      await writeFigures(database, stage.name, result.figures ?? {});
      const output = await hashOutputs(stage, this.#hashes, outputDirectory);
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
