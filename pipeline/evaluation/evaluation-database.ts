import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Vectors } from "../algorithms/vectors.ts";
import type { Config } from "../config.ts";
import { Database } from "../database.ts";
import type { Embedder } from "../embedder.ts";
import { describeError, UserError } from "../error.ts";
import type { Log } from "../log.ts";
import { embedTexts } from "../stages/embed.ts";

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

  /** Returns the vectors of texts, a row for each, given with their hashes: those of earlier evaluations, else the model's. */
  async embed(
    { texts, hashes }: { texts: readonly string[]; hashes: readonly string[] },
    embedder: Embedder,
    config: Config,
    log: Log,
  ): Promise<{ vectors: Vectors; embedded: number }> {
    const key = [config.model, embedder.modelSha256, config.dtype, config.maxTokens];
    const known = new Set((await this.#readVectors(key)).ids);
    const missing = new Map(
      texts.map((text, row) => [hashes[row]!, text]).filter(([hash]) => !known.has(hash!)) as [string, string][],
    );
    if (missing.size > 0) {
      const wanted = Array.from(missing, ([text_hash, text]) => ({ text_hash, text }));
      const embedded = await embedTexts(wanted, embedder, log);
      await this.#database.transaction(async () => {
        await this.#database.execute(
          `CREATE OR REPLACE TEMP TABLE fresh (text_hash VARCHAR, vector FLOAT[${embedder.dimensions}])`,
        );
        await this.#database.append("fresh", { text_hash: embedded.hashes, vector: embedded.vectors });
        await this.#database.execute("INSERT INTO embeddings SELECT text_hash, $1, $2, $3, $4, vector FROM fresh", key);
        await this.#database.execute("DROP TABLE fresh");
      });
    }
    const { ids, vectors } = await this.#readVectors(key);
    const rowOf = new Map(ids.map((hash, row) => [hash, row]));
    const { dimensions } = embedder;
    const values = new Float32Array(hashes.length * dimensions);
    hashes.forEach((hash, row) => {
      const from = rowOf.get(hash)! * dimensions;
      values.set(vectors.values.subarray(from, from + dimensions), row * dimensions);
    });
    return { vectors: { values, dimensions }, embedded: missing.size };
  }

  /** Stores the figures of one evaluation and returns its number. */
  async record(
    corpus: string,
    figures: readonly Figure[],
    settings: Record<string, unknown>,
    at: Date,
  ): Promise<number> {
    const { runId } = await this.#database.queryOne<{ runId: number }>(
      `SELECT coalesce(max(run_id), 0)::INTEGER + 1 AS "runId" FROM evaluations`,
    );
    await this.#database.transaction(async () => {
      for (const { row, metric, value } of figures) {
        if (Number.isNaN(value)) continue;
        await this.#database.execute("INSERT INTO evaluations VALUES ($1, $2::TIMESTAMP, $3, $4, $5, $6, $7)", [
          ...[runId, at.toISOString().replace("Z", ""), corpus, row, metric, value],
          JSON.stringify(settings),
        ]);
      }
    });
    return runId;
  }

  #readVectors(key: (string | number)[]) {
    return this.#database.queryVectors(
      `SELECT text_hash, vector FROM embeddings
       WHERE model = $1 AND model_sha256 = $2 AND dtype = $3 AND max_tokens = $4 ORDER BY text_hash`,
      key,
    );
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
