import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Config } from "../config.ts";
import { Database, type Parameter } from "../database/database.ts";
import type { Embedder } from "../embedding/embedder.ts";
import type { TextVector } from "../embedding/vector-journal.ts";
import { describeError, UserError } from "../error.ts";
import type { Log } from "../log.ts";
import { pickVectors, type Vectors, viewVector } from "../numeric/vectors.ts";
import { embedTexts, type Journal } from "../stages/embed.ts";

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

  /**
   * Returns the vectors of texts, a row for each, given with their hashes: those of earlier evaluations, else the model's, which are
   * kept as they are made.
   */
  async embed(
    { texts, hashes }: { texts: readonly string[]; hashes: readonly string[] },
    embedder: Embedder,
    config: Config,
    log: Log,
  ): Promise<{ vectors: Vectors; embedded: number }> {
    const key = [config.model, embedder.modelSha256, config.dtype, config.maxTokens];
    let embedded = 0;
    const journal: Journal = {
      read: () => this.#readVectors(key),
      add: async (...kept) => {
        embedded += kept[0].length;
        await this.#keepVectors(key, ...kept);
      },
    };
    const distinct = new Map(hashes.map((text_hash, row) => [text_hash, { text_hash, text: texts[row]! }]));
    const known = await embedTexts([...distinct.values()], embedder, log, journal);
    const rowOf = new Map(known.hashes.map((hash, row) => [hash, row]));
    const rows = hashes.map((hash) => rowOf.get(hash)!);
    return { vectors: pickVectors(known.vectors, rows), embedded };
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
          ...[runId, at.toISOString().replace("Z", ""), corpus, row, metric, value],
          JSON.stringify(settings),
        ]);
      }
    });
  }

  async #readVectors(key: Parameter[]): Promise<Map<string, TextVector>> {
    const { ids, vectors } = await this.#database.queryVectors(
      `SELECT text_hash, vector FROM embeddings WHERE ${IS_THIS_MODEL} ORDER BY text_hash`,
      key,
    );
    const rows = await this.#database.query<{ tokens: number }>(
      `SELECT tokens FROM embeddings WHERE ${IS_THIS_MODEL} ORDER BY text_hash`,
      key,
    );
    return new Map(ids.map((hash, row) => [hash, { vector: viewVector(vectors, row), tokens: rows[row]!.tokens }]));
  }

  async #keepVectors(
    key: Parameter[],
    hashes: readonly string[],
    tokens: readonly number[],
    vectors: Vectors,
  ): Promise<void> {
    await this.#database.transaction(async () => {
      await this.#database.execute(
        `CREATE TEMP TABLE fresh (text_hash VARCHAR, tokens INTEGER, vector FLOAT[${vectors.dimensions}])`,
      );
      await this.#database.append("fresh", { text_hash: hashes, tokens, vector: vectors });
      await this.#database.execute(
        `INSERT INTO embeddings (text_hash, model, model_sha256, dtype, max_tokens, tokens, vector)
         SELECT text_hash, $1, $2, $3, $4, tokens, vector FROM fresh`,
        key,
      );
      await this.#database.execute("DROP TABLE fresh");
    });
  }
}

const IS_THIS_MODEL = "model = $1 AND model_sha256 = $2 AND dtype = $3 AND max_tokens = $4";

async function openFile(path: string): Promise<Database> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return await Database.open(path);
  } catch (error) {
    throw new UserError(`--output ${path}: cannot be opened: ${describeError(error)}`);
  }
}
