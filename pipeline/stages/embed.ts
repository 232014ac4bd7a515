import type { Embedder } from "../embedding/embedder.ts";
import { type TextVector, VectorJournal } from "../embedding/vector-journal.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import type { Log } from "../log.ts";
import type { Vectors } from "../numeric/vectors.ts";

/** Texts that have no vector yet, by their hash. */
export type MissingText = { text_hash: string; text: string };

/** Vectors of texts: row i belongs to hashes[i]. */
export type EmbeddedTexts = { hashes: string[]; tokens: number[]; vectors: Vectors };

/** Where vectors are kept while a run goes on. */
export type Journal = Pick<VectorJournal, "read" | "add">;

const KEPT_EVERY = 64;

/**
 * Embeds texts one by one, the shortest first, and returns them in order of hash. Those in the journal are taken from there.
 * Throws when a vector is not of unit length: a NaN or a zero vector would go through all that follows unseen.
 */
export async function embedTexts(
  texts: readonly MissingText[],
  embedder: Embedder,
  log: Log,
  journal: Journal,
): Promise<EmbeddedTexts> {
  const { dimensions } = embedder;
  const done = await journal.read();
  const missing = texts
    .filter(({ text_hash }) => !done.has(text_hash))
    .sort((a, b) => a.text.length - b.text.length || (a.text_hash < b.text_hash ? -1 : 1));
  const progress = log.startProgress("embed", texts.length, "papers");
  progress.advance(texts.length - missing.length);
  try {
    for (let start = 0; start < missing.length; start += KEPT_EVERY) {
      const batch = missing.slice(start, start + KEPT_EVERY);
      for (const { text, text_hash: hash } of batch) {
        const embedded = await embedder.embed(text);
        const length = Math.hypot(...embedded.vector);
        if (!(Math.abs(length - 1) < 1e-3)) {
          throw new Error(`length of the vector of text ${hash}: ${length} where 1 was expected`);
        }
        done.set(hash, embedded);
        progress.advance(1);
      }
      const kept = gather(
        batch.map(({ text_hash }) => text_hash),
        done,
        dimensions,
      );
      await journal.add(kept.hashes, kept.tokens, kept.vectors);
    }
  } finally {
    progress.stop();
  }
  return gather(texts.map(({ text_hash }) => text_hash).sort(), done, dimensions);
}

function gather(hashes: string[], vectors: ReadonlyMap<string, TextVector>, dimensions: number): EmbeddedTexts {
  const values = new Float32Array(hashes.length * dimensions);
  for (const [row, hash] of hashes.entries()) values.set(vectors.get(hash)!.vector, row * dimensions);
  return { hashes, tokens: hashes.map((hash) => vectors.get(hash)!.tokens), vectors: { values, dimensions } };
}

/** Gives every paper its vector: from the cache of the last run where it is there, from the model where it is not. */
export const embedStage = defineStage({
  name: "embed",
  module: import.meta.url,
  reads: ["papers"],
  writes: ["embeddings", "paper_vectors"],
  previous: ["embeddings"],
  settings: ["model", "dtype", "maxTokens"],
  usesEmbedder: true,
  run,
});

type Context = StageContext<"model" | "dtype" | "maxTokens", "embeddings">;

async function run(context: Context): Promise<StageResult> {
  const { database, settings, log, isForced } = context;
  const embedder = await context.openEmbedder();
  try {
    const key = [settings.model, embedder.modelSha256, settings.dtype, settings.maxTokens];
    await database.setVectorWidth("embeddings", "vector", embedder.dimensions);
    await database.setVectorWidth("paper_vectors", "vector", embedder.dimensions);
    if (!isForced) await takeCache(context, embedder.dimensions);
    const missing = await database.query<MissingText>(
      `SELECT DISTINCT text_hash, text FROM papers
       WHERE text_hash NOT IN (SELECT text_hash FROM embeddings WHERE ${IS_THIS_MODEL})`,
      key,
    );
    const journal = new VectorJournal(context.journalPath, key.join(" "));
    const embedded = await embedTexts(missing, embedder, log, journal);
    const constant = <Value>(value: Value) => embedded.hashes.map(() => value);
    await database.append("embeddings", {
      text_hash: embedded.hashes,
      model: constant(settings.model),
      model_sha256: constant(embedder.modelSha256),
      dtype: constant(settings.dtype),
      max_tokens: constant(settings.maxTokens),
      tokens: embedded.tokens,
      vector: embedded.vectors,
    });
    await database.execute(
      `INSERT INTO paper_vectors
       SELECT paper_id, vector FROM papers JOIN embeddings USING (text_hash) WHERE ${IS_THIS_MODEL} ORDER BY paper_id`,
      key,
    );
    const { papers, cut } = await database.queryOne<{ papers: number; cut: number }>(
      `SELECT count(*)::INTEGER AS papers, count(*) FILTER (tokens = max_tokens)::INTEGER AS cut
       FROM papers JOIN embeddings USING (text_hash) WHERE ${IS_THIS_MODEL}`,
      key,
    );
    return {
      rowsIn: papers,
      rowsOut: papers,
      summary: `${missing.length} papers embedded, ${papers - missing.length} from the cache, ${cut} cut at ${settings.maxTokens} word pieces`,
      figures: { cut },
      metrics: { embedded: missing.length },
    };
  } finally {
    await embedder.close();
  }
}

const IS_THIS_MODEL = "model = $1 AND model_sha256 = $2 AND dtype = $3 AND max_tokens = $4";

async function takeCache({ database, log, previousTable }: Context, dimensions: number): Promise<void> {
  const cache = await previousTable("embeddings");
  if (!cache) return;
  const [row] = await database.query<{ width: number }>(`SELECT len(vector)::INTEGER AS width FROM ${cache} LIMIT 1`);
  if (!row) return;
  if (row.width === dimensions) await database.execute(`INSERT INTO embeddings SELECT * FROM ${cache}`);
  else log.warn(`cached vectors of ${row.width} numbers are dropped: those of this model have ${dimensions}`);
}
