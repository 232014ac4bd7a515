import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Database } from "../database/database.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { type EmbeddedTexts, embedTexts } from "../embedding/vector-store.ts";
import { VectorTable } from "../embedding/vector-table.ts";
import { describeError, UserError } from "../error.ts";
import type { Log } from "../log.ts";

/** A figure of an evaluation; one that is no number is not stored. */
export type Figure = { row: string; metric: string; value: number };

/** The file that keeps vectors and figures between evaluations. */
export class EvaluationDatabase {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  /** Opens the file, made with its folder if it does not exist. Throws a UserError when it is no evaluation file. */
  static async open(path: string): Promise<EvaluationDatabase> {
    const database = await openFile(path);
    const others = await database.query<{ name: string }>(
      "SELECT table_name AS name FROM duckdb_tables() WHERE table_name NOT IN ('embeddings', 'evaluations') ORDER BY name",
    );
    if (others.length > 0) {
      database.close();
      throw new UserError(`--output ${path}: no evaluation file: it has the table ${others[0]!.name}`);
    }
    await database.execute(await readFile(new URL("./evaluation.sql", import.meta.url), "utf8"));
    return new EvaluationDatabase(database);
  }

  close(): void {
    this.#database.close();
  }

  /** Returns the vectors of texts, a row for each: those of earlier evaluations, else the model's, which are kept as they are made. */
  embed(texts: readonly string[], embedder: Embedder, log: Log): Promise<EmbeddedTexts & { embedded: number }> {
    const store = new VectorTable(this.#database, "embeddings");
    return embedTexts(texts, embedder, store, { log, label: "embed", unit: "texts" });
  }

  /** Returns the number that the next evaluation gets. */
  async findNextRun(): Promise<number> {
    const { runId } = await this.#database.queryOne<{ runId: number }>(
      `SELECT coalesce(max(run_id), 0)::INTEGER + 1 AS "runId" FROM evaluations`,
    );
    return runId;
  }

  /** Stores the figures of one corpus. */
  async record(
    { runId, corpus, at, settings }: { runId: number; corpus: string; at: Date; settings: Record<string, unknown> },
    figures: readonly Figure[],
  ): Promise<void> {
    await this.#database.transaction(async () => {
      for (const { row, metric, value } of figures) {
        if (Number.isNaN(value)) continue;
        await this.#database.execute("INSERT INTO evaluations VALUES ($1, $2::TIMESTAMP, $3, $4, $5, $6, $7)", [
          runId,
          at.toISOString().replace("Z", ""),
          corpus,
          row,
          metric,
          value,
          JSON.stringify(settings),
        ]);
      }
    });
  }
}

async function openFile(path: string): Promise<Database> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return await Database.open(path);
  } catch (error) {
    throw new UserError(`--output ${path}: cannot be opened: ${describeError(error)}`);
  }
}
