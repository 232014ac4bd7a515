import type { StageContext } from "../engine/stage.ts";
import type { Vectors } from "../numeric/vectors.ts";
import type { Phrase } from "../text/phrases.ts";

/**
 * Returns the vectors of phrases, given in order of key, and stores them in phrase_vectors: from the last run where it has them under
 * the same model, else from the model.
 */
export async function embedPhrases(
  phrases: readonly Phrase[],
  dimensions: number,
  context: StageContext<"dtype", "phrase_vectors">,
): Promise<Vectors> {
  const { database, settings, isForced, log } = context;
  const values = new Float32Array(phrases.length * dimensions);
  const embedder = await context.openEmbedder();
  const progress = log.startProgress("label", phrases.length, "phrases");
  try {
    const cached = isForced ? new Map<string, Float32Array>() : await readCache(context, embedder.modelSha256);
    for (const [row, { surface }] of phrases.entries()) {
      const vector = cached.get(surface) ?? (await embedder.embed(surface)).vector;
      values.set(vector, row * dimensions);
      progress.advance(1);
    }
    await database.setVectorWidth("phrase_vectors", "vector", dimensions);
    await database.append("phrase_vectors", {
      phrase_key: phrases.map(({ key }) => key),
      phrase: phrases.map(({ surface }) => surface),
      model_sha256: phrases.map(() => embedder.modelSha256),
      dtype: phrases.map(() => settings.dtype),
      vector: { values, dimensions },
    });
  } finally {
    progress.stop();
    await embedder.close();
  }
  return { values, dimensions };
}

async function readCache(
  { database, settings, previousTable }: StageContext<"dtype", "phrase_vectors">,
  modelSha256: string,
): Promise<Map<string, Float32Array>> {
  const table = await previousTable("phrase_vectors");
  if (!table) return new Map();
  const { ids, vectors } = await database.queryVectors(
    `SELECT phrase, vector FROM ${table} WHERE model_sha256 = $1 AND dtype = $2 ORDER BY phrase`,
    [modelSha256, settings.dtype],
  );
  return new Map(
    ids.map((phrase, row) => [
      phrase,
      vectors.values.subarray(row * vectors.dimensions, (row + 1) * vectors.dimensions),
    ]),
  );
}
