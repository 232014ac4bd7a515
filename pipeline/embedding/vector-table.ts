import type { Column } from "../database/column-values.ts";
import type { Database } from "../database/database.ts";
import { viewVector } from "../numeric/vectors.ts";
import type { EmbeddedTexts, TextVector, VectorOrigin, VectorStore } from "./vector-store.ts";

const IS_OF_ORIGIN = "model_sha256 = $1 AND dtype = $2 AND max_tokens = $3 AND embedder_version = $4";

/**
 * Vectors in a table of DuckDB with the columns text_hash, model, model_sha256, dtype, max_tokens, embedder_version, tokens and vector,
 * in any order and with any others beside them.
 */
export class VectorTable implements VectorStore {
  readonly #database: Database;
  readonly #table: string;

  constructor(database: Database, table: string) {
    this.#database = database;
    this.#table = table;
  }

  async read(origin: VectorOrigin): Promise<Map<string, TextVector>> {
    const key = listKey(origin);
    const rows = `FROM ${this.#table} WHERE ${IS_OF_ORIGIN} ORDER BY text_hash`;
    const { ids, vectors } = await this.#database.queryVectors(`SELECT text_hash, vector ${rows}`, key);
    const tokens = await this.#database.query<{ tokens: number }>(`SELECT tokens ${rows}`, key);
    return new Map(ids.map((hash, row) => [hash, { vector: viewVector(vectors, row), tokens: tokens[row]!.tokens }]));
  }

  /** Adds the texts that the table does not have, each once, in order of hash. `others` are columns beside those of the key. */
  async add(
    origin: VectorOrigin,
    { hashes, tokens, vectors }: EmbeddedTexts,
    others: Record<string, Column> = {},
  ): Promise<void> {
    const repeat = <Value>(value: Value) => hashes.map(() => value);
    await this.#database.execute(
      `CREATE OR REPLACE TEMP TABLE fresh AS
       SELECT * REPLACE (vector::FLOAT[${vectors.dimensions}] AS vector) FROM ${this.#table} LIMIT 0`,
    );
    await this.#database.append("fresh", {
      ...others,
      text_hash: hashes,
      model: repeat(origin.model),
      model_sha256: repeat(origin.modelSha256),
      dtype: repeat(origin.dtype),
      max_tokens: repeat(origin.maxTokens),
      embedder_version: repeat(origin.version),
      tokens,
      vector: vectors,
    });
    await this.#database.execute(
      `INSERT INTO ${this.#table} BY NAME
       SELECT DISTINCT ON (text_hash) * FROM fresh
       WHERE text_hash NOT IN (SELECT text_hash FROM ${this.#table} WHERE ${IS_OF_ORIGIN}) ORDER BY text_hash`,
      listKey(origin),
    );
    await this.#database.execute("DROP TABLE fresh");
  }
}

function listKey({ modelSha256, dtype, maxTokens, version }: VectorOrigin): [string, string, number, string] {
  return [modelSha256, dtype, maxTokens, version];
}
