import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Database } from "../database/database.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { VectorJournal } from "../embedding/vector-journal.ts";
import { embedTexts } from "../embedding/vector-store.ts";
import type { HashedText } from "../engine/cluster.ts";
import { describeError, UserError } from "../error.ts";
import type { Log } from "../log.ts";
import { probeEmbedder } from "./probe-embedder.ts";
import { findShard, nameShard, type ShardNumber } from "./shard-number.ts";
import { readVectorShard, writeVectorShard } from "./vector-shard.ts";

/** What became of a shard: how many texts it has, how many of them were embedded now, and its file. */
export type EmbeddedShard = { texts: number; embedded: number; file: string };

/**
 * Embeds the texts of one shard into its file in `folder`. A shard that was stopped goes on where it was; one that is there and whole, of
 * the same texts and the same model, is left as it is.
 */
export async function embedShard(
  texts: readonly HashedText[],
  shard: ShardNumber,
  folder: string,
  embedder: Embedder,
  log: Log,
): Promise<EmbeddedShard> {
  const own = texts.filter(({ hash }) => findShard(hash, shard.of) === shard.number);
  const file = join(folder, nameShard(shard));
  if (await isThere(file, own, embedder)) return { texts: own.length, embedded: 0, file };
  await makeShardFolder(folder);
  const journal = join(folder, `.${nameShard(shard)}.journal`);
  const label = { log, label: `${shard.number}/${shard.of}`, unit: "texts" };
  const strings = own.map(({ text }) => text);
  const embedded = await embedTexts(strings, embedder, new VectorJournal(journal), label);
  const { digest: probe } = await probeEmbedder(embedder);
  await writeVectorShard(file, embedder, { ...shard, probe }, embedded);
  for (const ending of ["", ".wal"]) await rm(journal + ending, { force: true });
  return { texts: own.length, embedded: embedded.embedded, file };
}

async function isThere(file: string, texts: readonly HashedText[], embedder: Embedder): Promise<boolean> {
  if (!existsSync(file)) return false;
  const database = await Database.open(":memory:");
  const found = await readVectorShard(database, file).catch(() => null);
  database.close();
  if (found === null || found.hashes.join() !== texts.map(({ hash }) => hash).join()) return false;
  const { origin } = found;
  return (
    texts.length === 0 ||
    (["version", "modelSha256", "dtype", "maxTokens"] as const).every((part) => origin[part] === embedder[part])
  );
}

async function makeShardFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new UserError(`--output ${folder}: cannot be made: ${describeError(error)}`);
  }
}
