import { version as duckdbVersion } from "@duckdb/node-api";
import type { Config } from "../config.ts";
import type { Database } from "../database/database.ts";
import { readVersion } from "../package-version.ts";
import type { Stage, StageResult } from "./stage.ts";

/** What a run tells of the machine; null where it is not known. */
export type Machine = {
  node: string | null;
  measurePeakMemory: () => number | null;
  /** Says who runs, to another run that finds the output taken. */
  describeProcess: (startedAt: Date) => string;
};

/** What became of a stage in a run. */
export type StageStatus = "ran" | "skipped";

/** A line of the run log, as `--json` shows it. */
export type StageRun = {
  stage: string;
  status: StageStatus;
  rowsIn: number;
  rowsOut: number;
  seconds: number;
  summary: string;
};

/** Writes the run log: the only tables of the database that hold times. */
export class RunLog {
  readonly runId: number;
  readonly #database: Database;
  readonly #machine: Machine;
  #position = 0;

  constructor(database: Database, machine: Machine, runId: number) {
    this.#database = database;
    this.#machine = machine;
    this.runId = runId;
  }

  /** Records a stage that ran. */
  async recordRan(
    stage: Stage,
    hashes: { input: string; output: string },
    seconds: number,
    result: StageResult,
  ): Promise<void> {
    await this.#database.execute(
      "INSERT INTO stage_runs VALUES ($1, $2, $3, 'ran', $4, $5, $6, $7, $8, $9, $10, $11::JSON::MAP(VARCHAR, DOUBLE))",
      [
        this.runId,
        ++this.#position,
        stage.name,
        hashes.input,
        hashes.output,
        result.rowsIn,
        result.rowsOut,
        seconds,
        this.#machine.measurePeakMemory(),
        result.summary,
        JSON.stringify({ ...result.figures, ...result.metrics }),
      ],
    );
  }

  /** Records a stage whose last result was taken over as it was. */
  async recordSkipped(stage: Stage): Promise<void> {
    await this.#database.execute(
      `INSERT INTO stage_runs
       SELECT $1, $2, stage, 'skipped', input_hash, output_hash, rows_in, rows_out, 0, NULL, summary, metrics
       FROM stage_runs WHERE stage = $3 ORDER BY run_id DESC LIMIT 1`,
      [this.runId, ++this.#position, stage.name],
    );
  }

  /** Records the run itself. */
  async recordRun(config: Config, startedAt: Date, seconds: number): Promise<void> {
    const versions = { "topic-atlas": await readVersion(), node: this.#machine.node, duckdb: duckdbVersion() };
    await this.#database.execute("INSERT INTO runs VALUES ($1, $2::TIMESTAMP, $3, $4, $5, $6)", [
      this.runId,
      startedAt.toISOString().replace("Z", ""),
      seconds,
      config.seed,
      JSON.stringify(config),
      JSON.stringify(versions),
    ]);
  }

  /** Returns the stages of this run in order. */
  async readStages(): Promise<StageRun[]> {
    return this.#database.query<StageRun>(
      `SELECT stage, status, rows_in::INTEGER AS "rowsIn", rows_out::INTEGER AS "rowsOut", round(seconds, 3) AS seconds, summary
       FROM stage_runs WHERE run_id = $1 ORDER BY position`,
      [this.runId],
    );
  }
}
