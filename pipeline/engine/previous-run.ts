import { existsSync } from "node:fs";
import { constants, copyFile, link } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Database } from "../database/database.ts";
import { DATABASE_FILE } from "../database/open-atlas-database.ts";
import { describeCause, UserError } from "../error.ts";
import type { Log } from "../log.ts";
import { hashOutputs, TableHashes } from "./fingerprint.ts";
import type { Stage } from "./stage.ts";

/** What a stage's last result came from, and what it was. */
type LoggedHashes = { input_hash: string; output_hash: string };

/** Tables that only this program's files have. */
const SIGNATURE = ["runs", "stage_runs"];

/** The last good run, attached to the database of this one so that unchanged tables can be copied from it. */
export class PreviousRun {
  /** Hashes of its tables. */
  readonly hashes: TableHashes;
  readonly #database: Database;
  readonly #columns: ReadonlyMap<string, string>;
  readonly #today: ReadonlyMap<string, string>;
  readonly #folder: string;
  #logged: Map<string, LoggedHashes> | null = null;

  private constructor(
    database: Database,
    columns: { last: ReadonlyMap<string, string>; today: ReadonlyMap<string, string> },
    folder: string,
  ) {
    this.hashes = new TableHashes(database, "previous.");
    this.#database = database;
    this.#columns = columns.last;
    this.#today = columns.today;
    this.#folder = folder;
  }

  /**
   * Attaches the database of an output folder if it is there, and reads all of it once. Throws a UserError when it is no atlas,
   * damaged, held by another program, or not to be read. Where `next` is given, a damaged one is kept in it under another name, and the run
   * begins anew.
   */
  static async attach(database: Database, folder: string, next: string | null, log: Log): Promise<PreviousRun> {
    const path = join(folder, DATABASE_FILE);
    const today = await readColumns(database, "current_database");
    const none = new PreviousRun(database, { last: new Map(), today }, folder);
    if (!existsSync(path)) return none;
    try {
      await database.execute(`ATTACH '${path.replaceAll("'", "''")}' AS previous (READ_ONLY)`);
    } catch (error) {
      const reason = describeCause(error);
      if (/could not set lock|conflicting lock/i.test(reason))
        throw new UserError(`${path}: cannot be read: ${reason}\nClose the program that has it open.`);
      if (/Cannot open file/.test(reason)) throw new UserError(`${path}: cannot be read: ${reason}`);
      return refuseDamaged(path, reason, next, log, none);
    }
    const last = await readColumns(database, "previous");
    if (!SIGNATURE.every((table) => last.has(table))) {
      throw new UserError(
        `${path}: is a database of another program (it holds ${[...last.keys()].slice(0, 5).join(", ") || "nothing"}). Move it away, or give another --output.`,
      );
    }
    const previous = new PreviousRun(database, { last, today }, folder);
    try {
      for (const table of last.keys()) await previous.hashes.hashTable(table);
    } catch (error) {
      await database.execute("DETACH previous");
      return refuseDamaged(path, describeCause(error), next, log, none);
    }
    return previous;
  }

  /** Copies the last database into `next` where someone put tables or views of their own into it, says so, and returns whether there were any. */
  async keepForeignTables(next: string, log: Log): Promise<boolean> {
    if (this.#columns.size === 0) return false;
    const foreign = await this.#database.query<{ name: string }>(
      `SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'previous' AND coalesce(comment, '') = ''
       UNION ALL
       SELECT view_name FROM duckdb_views() WHERE database_name = 'previous' AND NOT internal AND coalesce(comment, '') = ''
       ORDER BY name`,
    );
    if (foreign.length === 0) return false;
    const path = join(this.#folder, DATABASE_FILE);
    const kept = await keepAside(path, "kept", next);
    const names = foreign.map(({ name }) => name).join(", ");
    log.warn(
      `${path}: holds tables that are not of this program: ${names}. They will not be in the new file; the old one will be kept as ${kept}.`,
    );
    return true;
  }

  /** Returns the qualified name of a table of the last run, or null when it has none with today's columns. */
  async findTable(table: string): Promise<string | null> {
    const columns = this.#columns.get(table);
    return columns !== undefined && withoutWidths(columns) === withoutWidths(this.#today.get(table)!)
      ? `previous.${table}`
      : null;
  }

  /** Returns whether the last result of a stage came from these inputs and is all there, unaltered: tables, figures and files. */
  async isUpToDate(stage: Stage, inputHash: string): Promise<boolean> {
    const last = await this.#readLast(stage);
    return last?.input_hash === inputHash && this.isIntact(stage);
  }

  /** Returns whether the last result of a stage is all there, unaltered, whatever it came from. */
  async isIntact(stage: Stage): Promise<boolean> {
    const last = await this.#readLast(stage);
    if (!last) return false;
    for (const table of ["stage_figures", ...stage.writes]) if (!(await this.findTable(table))) return false;
    return last.output_hash === (await hashOutputs(stage, this.hashes, this.#folder));
  }

  async #readLast({ name }: Stage): Promise<LoggedHashes | null> {
    this.#logged ??= await this.#readLog();
    return this.#logged.get(name) ?? null;
  }

  async #readLog(): Promise<Map<string, LoggedHashes>> {
    const stageRuns = await this.findTable("stage_runs");
    if (!stageRuns) return new Map();
    const rows = await this.#database.query<{ stage: string } & LoggedHashes>(
      `SELECT stage, arg_max(input_hash, run_id) AS input_hash, arg_max(output_hash, run_id) AS output_hash FROM ${stageRuns} GROUP BY stage`,
    );
    return new Map(rows.map((row) => [row.stage, row]));
  }

  /** Takes over what a stage made in the last run: its tables and figures. */
  async copyResult(stage: Stage): Promise<void> {
    for (const table of stage.writes) await this.#copyTable(table);
    await this.#database.execute("INSERT INTO stage_figures SELECT * FROM previous.stage_figures WHERE stage = $1", [
      stage.name,
    ]);
  }

  /**
   * Returns whether the last file declares the tables, views and macros of this run and no others, all with their comments. One that
   * someone put in the place of another has lost its comment. How views are written is not compared: DuckDB writes them anew in a file.
   */
  async hasTodaysSchema(): Promise<boolean> {
    if (existsSync(`${this.#path}.wal`)) return false;
    const { others } = await this.#database.queryOne<{ others: number }>(
      `WITH declared AS (
         SELECT database_name, 'table' AS kind, table_name AS name, comment FROM duckdb_tables()
         UNION ALL SELECT database_name, 'view', view_name, comment FROM duckdb_views() WHERE NOT internal
         UNION ALL SELECT database_name, 'macro', function_name, comment FROM duckdb_functions() WHERE NOT internal
       ), counted AS (
         SELECT count(DISTINCT database_name) AS databases FROM declared
         WHERE database_name IN ('previous', current_database()) GROUP BY kind, name, comment
       )
       SELECT count(*)::INTEGER AS others FROM counted WHERE databases < 2`,
    );
    return others === 0;
  }

  /** Copies the file of the last run. */
  async copyFile(path: string): Promise<void> {
    await copyFile(this.#path, path, constants.COPYFILE_FICLONE);
  }

  get #path(): string {
    return join(this.#folder, DATABASE_FILE);
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

async function refuseDamaged<None>(
  path: string,
  reason: string,
  next: string | null,
  log: Log,
  none: None,
): Promise<None> {
  if (next === null) {
    throw new UserError(
      `${path}: cannot be read, it is damaged or no database: ${reason}\nMove the file away, or give --force: it starts over and keeps the file under another name.`,
    );
  }
  const aside = await keepAside(path, "damaged", next);
  log.warn(`${path}: cannot be read: ${reason}. It will be kept as ${aside}; everything is made anew.`);
  return none;
}

/**
 * Puts a database into `next` under a name that nothing has, with the log beside it, so that the commit keeps it when it puts a new one
 * into its place. Returns the path that it will have.
 */
async function keepAside(path: string, word: string, next: string): Promise<string> {
  const aside = nameAside(path, word);
  for (const ending of ["", ".wal"]) {
    if (!existsSync(path + ending)) continue;
    const kept = join(next, basename(aside) + ending);
    // A second name costs nothing, and the file need not be readable; some file systems know none.
    await link(path + ending, kept).catch(() => copyFile(path + ending, kept));
  }
  return aside;
}

/** Returns a name beside a file that nothing has yet, such as atlas.kept-1.duckdb. */
function nameAside(path: string, word: string): string {
  const stem = basename(path, ".duckdb");
  for (let number = 1; ; number++) {
    const aside = join(dirname(path), `${stem}.${word}-${number}.duckdb`);
    if (!existsSync(aside)) return aside;
  }
}

async function readColumns(database: Database, name: "previous" | "current_database"): Promise<Map<string, string>> {
  const rows = await database.query<{ table_name: string; columns: string }>(
    `SELECT table_name, string_agg('"' || column_name || '" ' || data_type, ', ' ORDER BY column_index) AS columns
     FROM duckdb_columns()
     WHERE database_name = ${name === "previous" ? "'previous'" : "current_database()"} AND schema_name = 'main' AND NOT internal
       AND (database_name, table_name) IN (SELECT (database_name, table_name) FROM duckdb_tables())
     GROUP BY table_name ORDER BY table_name`,
  );
  return new Map(rows.map((row) => [row.table_name, row.columns]));
}

function withoutWidths(columns: string): string {
  return columns.replace(/FLOAT\[\d+\]/g, "FLOAT[n]");
}
