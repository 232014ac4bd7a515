import type { Database } from "../database/database.ts";
import type { Embedder } from "../embedding/embedder.ts";
import { adviseOnLanguage } from "../embedding/model-languages.ts";
import { createRunStore } from "../embedding/vector-journal.ts";
import { embedTexts, type TextVector } from "../embedding/vector-store.ts";
import { VectorTable } from "../embedding/vector-table.ts";
import type { HashedText } from "../engine/cluster.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { UserError } from "../error.ts";
import { takeShards } from "../shards/take-shards.ts";
import { readMainLanguage } from "./corpus-languages.ts";

/**
 * Gives every paper its vector: the one that its records have, where the settings name a column of vectors; else from the cache of the last run
 * where it is there, from the model where it is not.
 */
export const embedStage = defineStage({
  name: "embed",
  module: import.meta.url,
  reads: ["papers", "appearances", "duplicates", "record_vectors", "languages"],
  writes: ["embeddings", "paper_vectors"],
  previous: ["embeddings"],
  caches: ["embeddings"],
  settings: ["fields", "vectorsFrom", "engine"],
  locations: ["vectorsFrom", "engine"],
  usesEmbedder: ({ fields }) => fields.vectors === undefined,
  run,
});

type Context = StageContext<"fields" | "vectorsFrom" | "engine", "embeddings">;

/** A paper's vector is that of the record that it was kept from: one that was not merged into another. */
const VECTORS_OF_PAPERS = `
  SELECT paper_id, vector FROM appearances JOIN record_vectors USING (source, position)
  ANTI JOIN duplicates ON merged_source = source AND merged_position = position`;

async function run(context: Context): Promise<StageResult> {
  const { count } = await context.database.queryOne<{ count: number }>(
    `SELECT count(*)::INTEGER AS count FROM (${VECTORS_OF_PAPERS})`,
  );
  return count > 0 ? takeVectors(context) : embedPapers(context);
}

async function takeVectors(context: Context): Promise<StageResult> {
  const { database } = context;
  const { count } = await database.queryOne<{ count: number }>("SELECT count(*)::INTEGER AS count FROM papers");
  const { ids, vectors } = await database.queryVectors(`${VECTORS_OF_PAPERS} ORDER BY paper_id`);
  if (ids.length !== count) throw new Error(`vectors of ${count} papers: ${ids.length}`);
  await database.setVectorWidth("paper_vectors", "vector", vectors.dimensions);
  await database.append("paper_vectors", { paper_id: ids, vector: vectors });
  await keepCache(context);
  return {
    rowsIn: count,
    rowsOut: count,
    summary: `${count} vectors of ${vectors.dimensions} numbers taken from the input, no model used`,
    figures: { cut: 0 },
    metrics: { embedded: 0 },
  };
}

/** Takes over the last run's vectors as they are, for a run with a model. */
async function keepCache({ database, isForced, previousTable }: Context): Promise<void> {
  const previous = isForced ? null : await previousTable("embeddings");
  const width = previous === null ? null : await readWidth(database, previous);
  if (width === null) return;
  await database.setVectorWidth("embeddings", "vector", width);
  await database.execute(`INSERT INTO embeddings SELECT * FROM ${previous}`);
}

async function embedPapers(context: Context): Promise<StageResult> {
  const { database, log } = context;
  const papers = await database.query<{ id: string; hash: string; text: string }>(
    "SELECT paper_id AS id, text_hash AS hash, text FROM papers ORDER BY paper_id",
  );
  const main = await readMainLanguage(database);
  const embedder = await context.openEmbedder();
  const advice = adviseOnLanguage(embedder.model, main);
  if (advice) log.warn(advice);
  try {
    const previous = context.isForced ? null : await context.previousTable("embeddings");
    const own = createRunStore(database, previous, context.journalPath);
    const known = await own.read(embedder);
    const elsewhere = await embedElsewhere(
      context,
      embedder,
      papers.filter(({ hash }) => !known.has(hash)),
    );
    const store = { ...own, read: async () => new Map([...known, ...elsewhere]) };
    const texts = papers.map(({ text }) => text);
    const embedded = await embedTexts(texts, embedder, store, { log, label: "embed", unit: "papers" });
    const { dimensions } = embedded.vectors;
    await database.setVectorWidth("embeddings", "vector", dimensions);
    await database.setVectorWidth("paper_vectors", "vector", dimensions);
    if (previous !== null) await keepOthers(context, previous, embedder.version, dimensions);
    await new VectorTable(database, "embeddings").add(embedder, embedded);
    await database.append("paper_vectors", { paper_id: papers.map(({ id }) => id), vector: embedded.vectors });
    const taken = elsewhere.size;
    const cached = papers.length - embedded.embedded - taken;
    const cut = embedded.tokens.filter((tokens) => tokens === embedder.maxTokens).length;
    return {
      rowsIn: papers.length,
      rowsOut: papers.length,
      summary: `${embedded.embedded} papers embedded, ${taken > 0 ? `${taken} from shards, ` : ""}${cached} from the cache, ${cut} cut at ${embedder.maxTokens} word pieces`,
      figures: { cut },
      metrics: { embedded: embedded.embedded, taken },
    };
  } finally {
    await embedder.close();
  }
}

/** Returns the vectors of texts that other machines make or made, by text hash: of those that the settings name. */
async function embedElsewhere(
  { database, settings, log, cluster, shardsPath }: Context,
  embedder: Embedder,
  lacking: readonly HashedText[],
): Promise<Map<string, TextVector>> {
  const texts = [...new Map(lacking.map(({ hash, text }) => [hash, { hash, text }])).values()];
  if (texts.length === 0) return new Map();
  if (settings.engine === "ray") {
    if (cluster === null) throw new UserError("--engine ray: this caller gave no cluster");
    return cluster.embed(texts, embedder, { database, folder: shardsPath, log });
  }
  if (settings.vectorsFrom === undefined) return new Map();
  return takeShards(database, settings.vectorsFrom, embedder, new Set(texts.map(({ hash }) => hash)), log);
}

/** Takes over the last run's vectors, those of other texts and models too: only a change of the embedder's code makes them worthless. */
async function keepOthers(
  { database, log }: Context,
  previous: string,
  version: string,
  dimensions: number,
): Promise<void> {
  const width = await readWidth(database, previous);
  if (width === null) return;
  if (width === dimensions) {
    await database.execute(`INSERT INTO embeddings SELECT * FROM ${previous} WHERE embedder_version = $1`, [version]);
  } else log.warn(`cached vectors of ${width} numbers are dropped: those of this model have ${dimensions}`);
}

/** Returns the width of the vectors of a table; null where it has none. */
async function readWidth(database: Database, table: string): Promise<number | null> {
  const [row] = await database.query<{ width: number }>(`SELECT len(vector)::INTEGER AS width FROM ${table} LIMIT 1`);
  return row?.width ?? null;
}
