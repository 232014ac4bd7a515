import type { Database } from "../database/database.ts";
import type { Dtype, Embedder, EmbedderSource, ModelSettings } from "../embedding/embedder.ts";
import { isOfServer } from "../embedding/server-embedder.ts";
import { UserError } from "../error.ts";
import { silentLog } from "../log.ts";

/** What made the papers' vectors. */
export type VectorOrigin = {
  /** Names that the model went by, the latest first. */
  models: string[];
  model_sha256: string;
  dtype: Dtype;
  max_tokens: number;
  embedder_version: string;
};

/** A model that makes vectors as those of the papers were made, or why there is none. */
export type QuestionModel = { embedder: Embedder; note: null } | { embedder: null; note: string };

/** The cache may hold vectors of other models, too: those of the first paper tell which made the papers'. */
const ORIGIN = `
SELECT embeddings.model, model_sha256, dtype, max_tokens, embedder_version,
  (SELECT settings FROM runs ORDER BY run_id DESC LIMIT 1) AS settings
FROM (FROM papers ORDER BY paper_id LIMIT 1)
JOIN paper_vectors USING (paper_id)
JOIN embeddings USING (text_hash)
WHERE embeddings.vector::FLOAT[] = paper_vectors.vector::FLOAT[]
ORDER BY model_sha256, dtype, max_tokens, embedder_version LIMIT 1`;

/** Returns what made the papers' vectors; null where the input brought them. */
export async function readVectorOrigin(database: Database): Promise<VectorOrigin | null> {
  const [row] = await database.query<Omit<VectorOrigin, "models"> & { model: string; settings: string | null }>(ORIGIN);
  if (!row) return null;
  const { model, settings, ...origin } = row;
  return { ...origin, models: [...new Set([...readModelName(settings), model])] };
}

function readModelName(settings: string | null): string[] {
  try {
    const { model } = JSON.parse(settings ?? "{}") as { model?: unknown };
    return typeof model === "string" ? [model] : [];
  } catch {
    return [];
  }
}

/**
 * Opens the very model that made the papers' vectors, where a source has it on this machine; it is never fetched. The note of one that is not there says
 * why.
 */
export async function openQuestionModel(
  origin: VectorOrigin | null,
  source: EmbedderSource | null,
): Promise<QuestionModel> {
  if (origin === null)
    return {
      embedder: null,
      note: "the vectors of its papers came with the input, and no model is known that made them",
    };
  if (isOfServer(origin.embedder_version))
    return {
      embedder: null,
      note: `the vectors of its papers were made by a server, which no question is sent to: ${origin.models.at(-1)}`,
    };
  if (source === null) return { embedder: null, note: "the model was left out" };
  const { model_sha256, dtype, max_tokens, embedder_version } = origin;
  let note = "";
  for (const model of origin.models) {
    const settings: ModelSettings = { model, dtype, maxTokens: max_tokens };
    try {
      const found = await source.describe(settings);
      if (found.modelSha256 === null) note ||= `the model ${model} (${dtype}) is not on this machine`;
      else if (found.modelSha256 !== model_sha256 || found.version !== embedder_version)
        note ||= `the model ${model} (${dtype}) differs from the one that made the vectors of its papers`;
      else return { embedder: await source.open(settings, silentLog, "few"), note: null };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      note ||= `the model ${model} (${dtype}) cannot be used: ${error.message.split("\n")[0]}`;
    }
  }
  return { embedder: null, note };
}
