import type { Database } from "../database/database.ts";
import type { Embedder } from "../embedding/embedder.ts";
import type { TextVector } from "../embedding/vector-store.ts";
import type { Log } from "../log.ts";

/** A text that is to be embedded, with its SHA-256. */
export type HashedText = { hash: string; text: string };

/** Where a cluster's shards are kept until a run ends well, and through which database they are read. */
export type ShardPlace = { database: Database; folder: string; log: Log };

/** Other machines that embed texts: the port behind which an engine stands. */
export type Cluster = {
  /**
   * Embeds texts elsewhere, as the embedder would here, and returns their vectors by text hash. What it cannot embed it throws; a text that it
   * leaves out is embedded here.
   */
  embed(texts: readonly HashedText[], embedder: Embedder, place: ShardPlace): Promise<Map<string, TextVector>>;
};
