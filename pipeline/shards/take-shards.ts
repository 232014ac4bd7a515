import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "../database/database.ts";
import type { Embedder } from "../embedding/embedder.ts";
import type { TextVector, VectorOrigin } from "../embedding/vector-store.ts";
import { describeError, UserError } from "../error.ts";
import { type Log, withProgress } from "../log.ts";
import { viewVector } from "../numeric/vectors.ts";
import { formatCount } from "../text/format-figure.ts";
import { listRanges } from "../text/list-ranges.ts";
import { type Probe, probeEmbedder } from "./probe-embedder.ts";
import { readVectorShard, type ShardNote, type VectorShard } from "./vector-shard.ts";

/**
 * Returns the vectors that the shards of a folder have of the wanted texts, by text hash. Every shard is checked: a torn one, one of
 * another model or setting, and a folder without any throw a UserError that names it. Warns of shards that are not there, and of those
 * that were made on a machine whose arithmetic differs in the last bits. A folder that `isOwn`, that of an engine, may be empty, and what is
 * bad in it is taken away with a warning: its texts are embedded anew.
 */
export async function takeShards(
  database: Database,
  folder: string,
  embedder: Embedder,
  wanted: ReadonlySet<string>,
  log: Log,
  { isOwn = false } = {},
): Promise<Map<string, TextVector>> {
  const files = await listShards(folder, isOwn);
  const found = new Map<string, TextVector>();
  const notes: ShardNote[] = [];
  const strangers: string[] = [];
  const probe = await probeEmbedder(embedder);
  await withProgress(log, { label: "shards", total: files.length, unit: "shards" }, async (advance) => {
    for (const file of files) {
      const shard = await readShard(database, join(folder, file), embedder, probe, isOwn ? log : null);
      advance();
      if (shard === null) continue;
      for (const [row, hash] of shard.hashes.entries())
        if (wanted.has(hash) && !found.has(hash))
          found.set(hash, { vector: viewVector(shard.vectors, row).slice(), tokens: shard.tokens[row]! });
      notes.push(shard.note);
      if (shard.note.probe !== probe.digest) strangers.push(file);
    }
  });
  if (!isOwn) warnOfMissing(folder, notes, log);
  if (strangers.length > 0)
    log.warn(
      `${folder}: ${formatCount(strangers.length, "shard")} from a machine that computes otherwise in the last bits, the first of them ${strangers[0]}: they are taken, but a run without them may give other tables.`,
    );
  return found;
}

async function readShard(
  database: Database,
  path: string,
  embedder: Embedder,
  probe: Probe,
  log: Log | null,
): Promise<VectorShard | null> {
  try {
    const shard = await readVectorShard(database, path);
    checkOrigin(path, shard, embedder, probe);
    return shard;
  } catch (error) {
    if (log === null || !(error instanceof UserError)) throw error;
    log.warn(`${describeError(error).split("\n")[0]}. It is made again.`);
    await rm(path, { force: true });
    return null;
  }
}

/** A file that is not finished has another ending. */
async function listShards(folder: string, isOwn: boolean): Promise<string[]> {
  const names = await readdir(folder).catch(() => {
    throw new UserError(`--vectors-from ${folder}: no such folder`);
  });
  const shards = names.filter((name) => name.endsWith(".parquet")).sort();
  if (shards.length === 0 && !isOwn)
    throw new UserError(
      `--vectors-from ${folder}: holds no shard (*.parquet). \`topic-atlas embed --output ${folder}\` writes them.`,
    );
  return shards;
}

const PARTS: readonly [part: keyof VectorOrigin, name: string][] = [
  ["modelSha256", "files of the model"],
  ["dtype", "--dtype"],
  ["maxTokens", "--max-tokens"],
  ["version", "version of the embedder"],
];

function checkOrigin(
  path: string,
  { hashes, origin, vectors }: VectorShard,
  embedder: Embedder,
  { dimensions }: Probe,
): void {
  if (hashes.length === 0) return;
  const others = PARTS.filter(([part]) => origin[part] !== embedder[part]);
  const differences = others.map(([part, name]) => `${name} ${origin[part]}, here ${embedder[part]}`);
  if (others.length === 0 && vectors.dimensions !== dimensions)
    differences.push(`vectors of ${vectors.dimensions} numbers, here ${dimensions}`);
  if (differences.length === 0) return;
  throw new UserError(
    `${path}: is of another model or setting (${origin.model}): ${differences.join("; ")}\nEmbed with the model and settings of this run, or run with those of the shard.`,
  );
}

function warnOfMissing(folder: string, notes: readonly ShardNote[], log: Log): void {
  for (const of of [...new Set(notes.map((note) => note.of))].sort((a, b) => a - b)) {
    const there = new Set(notes.filter((note) => note.of === of).map(({ number }) => number));
    const missing = Array.from({ length: of }, (_, index) => index + 1).filter((number) => !there.has(number));
    if (missing.length > 0)
      log.warn(
        `${folder}: of ${formatCount(of, "shard")}, ${missing.length === 1 ? "one is" : `${missing.length} are`} not there: ${listRanges(missing)}. Texts that no shard has are embedded here.`,
      );
  }
}
