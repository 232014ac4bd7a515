import type { Embedder } from "../embedding/embedder.ts";
import { adviseOnLanguage } from "../embedding/model-languages.ts";
import { createRunStore } from "../embedding/vector-journal.ts";
import { embedTexts } from "../embedding/vector-store.ts";
import { VectorTable } from "../embedding/vector-table.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { readMainLanguage } from "./corpus-languages.ts";

/** Gives every paper its vector: from the cache of the last run where it is there, from the model where it is not. */
export const embedStage = defineStage({
  name: "embed",
  module: import.meta.url,
  reads: ["papers", "languages"],
  writes: ["embeddings", "paper_vectors"],
  previous: ["embeddings"],
  settings: [],
  usesEmbedder: true,
  run,
});

type Context = StageContext<never, "embeddings">;

async function run(context: Context): Promise<StageResult> {
  const { database, log } = context;
  const papers = await database.query<{ id: string; text: string }>(
    "SELECT paper_id AS id, text FROM papers ORDER BY paper_id",
  );
  const main = await readMainLanguage(database);
  const embedder = await context.openEmbedder();
  const advice = adviseOnLanguage(embedder.model, main);
  if (advice) log.warn(advice);
  try {
    const previous = context.isForced ? null : await context.previousTable("embeddings");
    const store = createRunStore(database, previous, context.journalPath);
    const texts = papers.map(({ text }) => text);
    const embedded = await embedTexts(texts, embedder, store, { log, label: "embed", unit: "papers" });
    await database.setVectorWidth("embeddings", "vector", embedder.dimensions);
    await database.setVectorWidth("paper_vectors", "vector", embedder.dimensions);
    if (previous !== null) await keepOthers(context, previous, embedder);
    await new VectorTable(database, "embeddings").add(embedder, embedded);
    await database.append("paper_vectors", { paper_id: papers.map(({ id }) => id), vector: embedded.vectors });
    const cut = embedded.tokens.filter((tokens) => tokens === embedder.maxTokens).length;
    return {
      rowsIn: papers.length,
      rowsOut: papers.length,
      summary: `${embedded.embedded} papers embedded, ${papers.length - embedded.embedded} from the cache, ${cut} cut at ${embedder.maxTokens} word pieces`,
      figures: { cut },
      metrics: { embedded: embedded.embedded },
    };
  } finally {
    await embedder.close();
  }
}

/** Takes over the last run's vectors, those of other texts and models too: only a change of the embedder's code makes them worthless. */
async function keepOthers(
  { database, log }: Context,
  previous: string,
  { version, dimensions }: Embedder,
): Promise<void> {
  const [row] = await database.query<{ width: number }>(
    `SELECT len(vector)::INTEGER AS width FROM ${previous} LIMIT 1`,
  );
  if (!row) return;
  if (row.width === dimensions) {
    await database.execute(`INSERT INTO embeddings SELECT * FROM ${previous} WHERE embedder_version = $1`, [version]);
  } else log.warn(`cached vectors of ${row.width} numbers are dropped: those of this model have ${dimensions}`);
}
