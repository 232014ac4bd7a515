import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Database } from "../../database/database.ts";
import { findShard } from "../../shards/shard-number.ts";
import type { HashedText } from "../cluster.ts";
import type { PackedFiles } from "./pack-program.ts";

/** Texts that one worker embeds at a stretch, half a minute of work: what is done again when it is lost. */
const TEXTS_PER_SHARD = 512;
/** Few texts are still shared among some workers. */
const FEWEST_PER_SHARD = 32;
const USUAL_SHARDS = 16;

/** Returns how many shards so many texts make, where the settings do not say. */
export function countShards(texts: number): number {
  const few = Math.min(USUAL_SHARDS, Math.ceil(texts / FEWEST_PER_SHARD));
  return Math.max(1, few, Math.ceil(texts / TEXTS_PER_SHARD));
}

/** Returns the texts as Parquet files, one a shard, with the columns text_hash and text in order of hash. */
export async function writeTextShards(texts: readonly HashedText[], shards: number): Promise<PackedFiles> {
  const folder = await mkdtemp(join(tmpdir(), "topic-atlas-texts-"));
  const database = await Database.open(":memory:");
  try {
    const parts: HashedText[][] = Array.from({ length: shards }, () => []);
    for (const text of texts) parts[findShard(text.hash, shards) - 1]!.push(text);
    const files: PackedFiles = {};
    await database.execute("CREATE TABLE texts (text_hash VARCHAR, text VARCHAR)");
    for (const [index, part] of parts.entries()) {
      const name = `texts-${index + 1}.parquet`;
      await database.execute("DELETE FROM texts");
      await database.append("texts", { text_hash: part.map(({ hash }) => hash), text: part.map(({ text }) => text) });
      const path = join(folder, name);
      await database.execute(
        `COPY (FROM texts ORDER BY text_hash) TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`,
      );
      files[name] = await readFile(path);
    }
    return files;
  } finally {
    database.close();
    await rm(folder, { recursive: true, force: true });
  }
}
