import { existsSync } from "node:fs";
import type { Database } from "../database/database.ts";
import { describeError, UserError } from "../error.ts";
import { hashOutputs } from "./fingerprint.ts";
import type { Stage } from "./stage.ts";

/** The last good run, attached to the database of this one so that unchanged tables can be copied from it. */
export class PreviousRun {
  readonly #database: Database;
  readonly #columns: Map<string, string>;

  private constructor(database: Database, columns: Map<string, string>) {
    this.#database = database;
    this.#columns = columns;
  }

  /** Attaches the file if it is there. Throws a UserError when it is no DuckDB file or another program holds it. */
  static async attach(database: Database, path: string): Promise<PreviousRun> {
    if (!existsSync(path)) return new PreviousRun(database, new Map());
    try {
      await database.execute(`ATTACH '${path.replaceAll("'", "''")}' AS previous (READ_ONLY)`);
    } catch (error) {
      const [reason] = describeError(error).split("\n");
      throw new UserError(
        `${path}: cannot be read: ${reason}\nClose the program that has it open, or move the file away.`,
      );
    }
    return new PreviousRun(database, await readColumns(database, "previous"));
  }

  /** Returns the qualified name of a table of the last run, or null when it has none with today's columns. */
  async findTable(table: string): Promise<string | null> {
    const today = await readColumns(this.#database, "current_database");
    const columns = this.#columns.get(table);
    return columns !== undefined && withoutWidths(columns) === withoutWidths(today.get(table)!)
      ? `previous.${table}`
      : null;
  }

  /** Returns whether the last result of a stage came from these inputs and is all there, unaltered. */
  async isUpToDate(stage: Stage, inputHash: string): Promise<boolean> {
    const stageRuns = await this.findTable("stage_runs");
    if (!stageRuns) return false;
    const [last] = await this.#database.query<{ input_hash: string; output_hash: string }>(
      `SELECT input_hash, output_hash FROM ${stageRuns} WHERE stage = $1 ORDER BY run_id DESC LIMIT 1`,
      [stage.name],
    );
    if (!last || last.input_hash !== inputHash) return false;
    for (const table of ["stage_figures", ...stage.writes]) if (!(await this.findTable(table))) return false;
    return last.output_hash === (await hashOutputs(this.#database, stage, "previous."));
  }

  /** Takes over what a stage made in the last run: its tables and figures. */
  async copyResult(stage: Stage): Promise<void> {
    for (const table of stage.writes) await this.#copyTable(table);
    await this.#database.execute("INSERT INTO stage_figures SELECT * FROM previous.stage_figures WHERE stage = $1", [
      stage.name,
    ]);
  }

  /** Copies the log of runs and returns the number of the next one. */
  async copyHistory(): Promise<number> {
    for (const table of ["runs", "stage_runs"]) if (await this.findTable(table)) await this.#copyTable(table);
    const { next } = await this.#database.queryOne<{ next: number }>(
      "SELECT coalesce(max(run_id), 0)::INTEGER + 1 AS next FROM runs",
    );
    return next;
  }

  /** Copies the rows of a table of the last run into the empty table of the same name. */
  async #copyTable(table: string): Promise<void> {
    const width = /"(\w+)" FLOAT\[(\d+)\]/g;
    for (const [, column, dimensions] of this.#columns.get(table)!.matchAll(width)) {
      await this.#database.setVectorWidth(table, column!, Number(dimensions));
    }
    await this.#database.execute(`INSERT INTO ${table} SELECT * FROM previous.${table}`);
  }
}

async function readColumns(database: Database, name: "previous" | "current_database"): Promise<Map<string, string>> {
  const rows = await database.query<{ table_name: string; columns: string }>(
    `SELECT table_name, string_agg('"' || column_name || '" ' || data_type, ', ' ORDER BY column_index) AS columns
     FROM duckdb_columns() WHERE database_name = ${name === "previous" ? "'previous'" : "current_database()"} AND NOT internal
     GROUP BY table_name`,
  );
  return new Map(rows.map((row) => [row.table_name, row.columns]));
}

function withoutWidths(columns: string): string {
  return columns.replace(/FLOAT\[\d+\]/g, "FLOAT[n]");
}
