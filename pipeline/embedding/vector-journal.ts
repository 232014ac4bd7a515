import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { Database } from "../database/database.ts";
import type { Vectors } from "../numeric/vectors.ts";

/** What a text gave: its unit-length vector and the word pieces that were read. */
export type TextVector = { vector: Float32Array; tokens: number };

/**
 * The vectors of a run that has not ended. They are written as they are made, beside the output, so that a run that was stopped
 * goes on where it was. A vector depends on its key alone, whichever run made it.
 */
export class VectorJournal {
  readonly #path: string;
  readonly #key: string;

  /** `key` says under which model and settings the vectors were made. The file is made when there is something to keep. */
  constructor(path: string, key: string) {
    this.#path = path;
    this.#key = key;
  }

  /** Returns the vectors kept under this key, by text hash. A journal that cannot be read is thrown away. */
  async read(): Promise<Map<string, TextVector>> {
    if (!existsSync(this.#path)) return new Map();
    try {
      return await this.#use(async (database) => {
        const { ids, vectors } = await database.queryVectors(
          "SELECT text_hash, vector FROM journal WHERE key = $1 ORDER BY text_hash",
          [this.#key],
        );
        const rows = await database.query<{ tokens: number }>(
          "SELECT tokens FROM journal WHERE key = $1 ORDER BY text_hash",
          [this.#key],
        );
        const { values, dimensions } = vectors;
        return new Map(
          ids.map((hash, row) => [
            hash,
            { vector: values.slice(row * dimensions, (row + 1) * dimensions), tokens: rows[row]!.tokens },
          ]),
        );
      });
    } catch {
      await rm(this.#path, { force: true });
      return new Map();
    }
  }

  /** Keeps the vectors of some texts; `vectors` has a row for each hash. */
  async add(hashes: readonly string[], tokens: readonly number[], vectors: Vectors): Promise<void> {
    await this.#use(async (database) => {
      await database.execute(
        `CREATE TABLE IF NOT EXISTS journal (key VARCHAR, text_hash VARCHAR, tokens INTEGER, vector FLOAT[${vectors.dimensions}])`,
      );
      await database.append("journal", {
        key: hashes.map(() => this.#key),
        text_hash: hashes,
        tokens,
        vector: vectors,
      });
    });
  }

  async #use<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
    const database = await Database.open(this.#path);
    try {
      return await work(database);
    } finally {
      database.close();
    }
  }
}
