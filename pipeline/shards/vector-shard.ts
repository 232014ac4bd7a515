import { createHash, randomUUID } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { basename } from "node:path";
import { Database } from "../database/database.ts";
import { type EmbeddedTexts, LENGTH_TOLERANCE, type VectorOrigin } from "../embedding/vector-store.ts";
import { VectorTable } from "../embedding/vector-table.ts";
import { describeError, UserError } from "../error.ts";
import { pickVectors, viewVector } from "../numeric/vectors.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import type { ShardNumber } from "./shard-number.ts";

/** What a shard's file says of itself, beside its rows. */
export type ShardNote = ShardNumber & {
  /** SHA-256 of the hashes, lengths and vectors, row by row. */
  digest: string;
  /** SHA-256 of the vector that the machine which made it gave one text: another shows other arithmetic. */
  probe: string;
};

/** The vectors of a shard with what made them and what its file says of itself. */
export type VectorShard = EmbeddedTexts & { origin: VectorOrigin; note: ShardNote };

/** Key of the note in the file's metadata. */
const NOTE_KEY = "topic_atlas_shard";

const CREATE_TABLE = `CREATE TABLE shard (
  text_hash VARCHAR, model VARCHAR, model_sha256 VARCHAR, dtype VARCHAR, max_tokens INTEGER, embedder_version VARCHAR, tokens INTEGER, vector FLOAT[]
)`;

/**
 * Writes vectors as a Parquet file with the columns of the table embeddings, in order of hash. It is written under another name in the
 * same folder and then renamed, so that a file of this name is whole.
 */
export async function writeVectorShard(
  path: string,
  origin: VectorOrigin,
  { number, of, probe }: Omit<ShardNote, "digest">,
  texts: EmbeddedTexts,
): Promise<void> {
  const database = await Database.open(":memory:");
  const unfinished = `${path}.${randomUUID()}.unfinished`;
  try {
    await database.execute(CREATE_TABLE);
    const sorted = sortByHash(texts);
    if (sorted.hashes.length > 0) await new VectorTable(database, "shard").add(origin, sorted);
    const note: ShardNote = { number, of, digest: digestTexts(sorted), probe };
    await database.execute(
      `COPY (FROM shard ORDER BY text_hash) TO ${quote(unfinished)}
       (FORMAT parquet, COMPRESSION zstd, KV_METADATA {${NOTE_KEY}: ${quote(JSON.stringify(note))}})`,
    );
    await rename(unfinished, path);
  } finally {
    database.close();
    await rm(unfinished, { force: true });
  }
}

/**
 * Reads a shard through a database, whichever it is. Throws a UserError that names the file where it cannot be read, is no shard, differs from its own digest, holds
 * vectors of several origins, or one that is not of unit length.
 */
export async function readVectorShard(database: Database, path: string): Promise<VectorShard> {
  try {
    const note = await readNote(database, path);
    const rows = `FROM read_parquet(${quote(path)}, hive_partitioning = false) ORDER BY text_hash`;
    const { ids, vectors } = await database.queryVectors(`SELECT text_hash, vector ${rows}`);
    const others = await database.query<{ tokens: number }>(`SELECT tokens ${rows}`);
    const origins = await database.query<VectorOrigin>(
      `SELECT DISTINCT model, model_sha256 AS "modelSha256", dtype, max_tokens AS "maxTokens", embedder_version AS version ${rows.replace(/ ORDER BY .*/, "")}`,
    );
    const texts = { hashes: ids, tokens: Int32Array.from(others, ({ tokens }) => tokens), vectors };
    if (digestTexts(texts) !== note.digest) throw new UserError("its rows are not those that were written");
    if (origins.length > 1) throw new UserError(`vectors of ${origins.length} models or settings`);
    checkLengths(texts);
    return { ...texts, origin: origins[0] ?? NO_ORIGIN, note };
  } catch (error) {
    throw new UserError(
      `${path}: is no whole shard of vectors: ${describeError(error).split("\n")[0]}\nMake it anew with \`topic-atlas embed --shard\`, or take it away: its texts are then embedded here.`,
      { cause: error },
    );
  }
}

function checkLengths({ hashes, vectors }: EmbeddedTexts): void {
  for (const [row, hash] of hashes.entries()) {
    const length = Math.hypot(...viewVector(vectors, row));
    if (!(Math.abs(length - 1) < LENGTH_TOLERANCE))
      throw new UserError(`length of the vector of text ${hash}: ${length} where 1 was expected`);
  }
}

/** A shard without a row has none: it can hold nothing that is wrong. */
const NO_ORIGIN: VectorOrigin = { version: "", model: "", modelSha256: "", dtype: "fp16", maxTokens: 0 };

async function readNote(database: Database, path: string): Promise<ShardNote> {
  const notes = await database.query<{ note: string }>(
    `SELECT decode(value) AS note FROM parquet_kv_metadata(${quote(path)}) WHERE decode(key) = '${NOTE_KEY}'`,
  );
  if (notes.length !== 1) throw new UserError(`${basename(path)} does not say that it is one`);
  return JSON.parse(notes[0]!.note);
}

/** Returns the SHA-256 of hashes, lengths and vectors, row by row, as little-endian numbers. */
export function digestTexts({ hashes, tokens, vectors }: EmbeddedTexts): string {
  const digest = createHash("sha256");
  for (const [row, hash] of hashes.entries()) {
    digest.update(`${hash} ${tokens[row]}\n`);
    digest.update(viewBytes(viewVector(vectors, row)));
  }
  return digest.digest("hex");
}

function viewBytes({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function sortByHash({ hashes, tokens, vectors }: EmbeddedTexts): EmbeddedTexts {
  const order = hashes.map((_, row) => row).sort((a, b) => compareCodeUnits(hashes[a]!, hashes[b]!));
  return {
    hashes: order.map((row) => hashes[row]!),
    tokens: Int32Array.from(order, (row) => tokens[row]!),
    vectors: pickVectors(vectors, order),
  };
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
