import { createRunStore } from "../embedding/vector-journal.ts";
import { embedTexts } from "../embedding/vector-store.ts";
import { VectorTable } from "../embedding/vector-table.ts";
import type { StageContext } from "../engine/stage.ts";
import type { Vectors } from "../numeric/vectors.ts";
import type { Phrase } from "../text/phrases.ts";

/** Returns the vectors of phrases, a row for each, and stores them in phrase_vectors: from the last run where it has them, else made. */
export async function embedPhrases(
  phrases: readonly Phrase[],
  context: StageContext<never, "phrase_vectors">,
): Promise<Vectors> {
  const { database, log } = context;
  const embedder = await context.openEmbedder();
  try {
    const previous = context.isForced ? null : await context.previousTable("phrase_vectors");
    const store = createRunStore(database, previous, context.journalPath);
    const texts = phrases.map(({ surface }) => surface);
    const embedded = await embedTexts(texts, embedder, store, { log, label: "label", unit: "phrases" });
    await database.setVectorWidth("phrase_vectors", "vector", embedded.vectors.dimensions);
    const others = { phrase_key: phrases.map(({ key }) => key), phrase: texts };
    await new VectorTable(database, "phrase_vectors").add(embedder, embedded, others);
    return embedded.vectors;
  } finally {
    await embedder.close();
  }
}
