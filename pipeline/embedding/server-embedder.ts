import { UserError } from "../error.ts";
import { hashText } from "../hash.ts";
import type { EmbeddedBatch, Embedder, EmbedderDescription, ModelSettings } from "./embedder.ts";
import { type EmbeddingServer, TooLongError } from "./embedding-server.ts";

/** Version of how a server is asked and its answers are read. Raise it with every change that makes other vectors. */
const SERVER_VERSION = "server-1";

/** Requests at once, and texts of each: servers join them as suits them. */
const LANES = 4;
const BATCH = 32;

/** Share of a text that stays where the server says that it is too long, and the characters below which that is no reason. */
const KEPT_SHARE = 0.75;
const LEAST_CHARACTERS = 100;

/** Least cosine of two vectors of one text by one model: servers calculate in as few bits as 8, and in changing batches. */
const LEAST_LIKENESS = 0.99;

/** Returns whether a vector of this version was made by a server. */
export function isOfServer(version: string): boolean {
  return version === SERVER_VERSION;
}

/** Says what a vector of a server depends on: the name of its model, whatever address it answers at. Asks nothing. */
export function describeServerModel({
  model,
  maxTokens,
}: ModelSettings): EmbedderDescription & { modelSha256: string } {
  return {
    version: SERVER_VERSION,
    dtype: "fp32",
    maxTokens,
    modelSha256: hashText(JSON.stringify(["model on a server", model])),
    leastLikeness: LEAST_LIKENESS,
  };
}

/** Returns an embedder that has its vectors from a server. It asks nothing before the first text. */
export function openServerEmbedder(settings: ModelSettings, server: EmbeddingServer): Embedder {
  let dimensions: number | null = null;

  async function embedTexts(texts: readonly string[]): Promise<{ vector: Float32Array; isCut: boolean }[]> {
    try {
      const vectors = await server.ask(texts);
      return vectors.map((vector) => ({ vector: readVector(vector), isCut: false }));
    } catch (error) {
      if (!(error instanceof TooLongError)) throw error;
      if (texts.length === 1) return [await embedCut(texts[0]!, error)];
      const alone: { vector: Float32Array; isCut: boolean }[] = [];
      for (const text of texts) alone.push(...(await embedTexts([text])));
      return alone;
    }
  }

  async function embedCut(text: string, error: TooLongError): Promise<{ vector: Float32Array; isCut: boolean }> {
    const shorter = text.slice(0, Math.floor(text.length * KEPT_SHARE));
    if (shorter.length < LEAST_CHARACTERS) throw new UserError(error.message);
    const [made] = await embedTexts([shorter]);
    return { vector: made!.vector, isCut: true };
  }

  /** Brings a vector to unit length. */
  function readVector(values: Float32Array): Float32Array {
    dimensions ??= values.length;
    if (values.length !== dimensions)
      throw new UserError(
        `--embedder-model ${settings.model}: a vector of ${values.length} numbers where others have ${dimensions}`,
      );
    const length = Math.hypot(...values);
    if (!(length > 0 && Number.isFinite(length)))
      throw new UserError(
        `--embedder-model ${settings.model}: a vector that is zero or has numbers that are not finite`,
      );
    return values.map((value) => value / length);
  }

  async function embed(texts: readonly string[]): Promise<EmbeddedBatch> {
    const made = await embedTexts(texts.length > 0 ? texts : ["width"]);
    const width = made[0]!.vector.length;
    const vectors = new Float32Array(texts.length * width);
    const tokens = new Int32Array(texts.length);
    for (const row of texts.keys()) {
      vectors.set(made[row]!.vector, row * width);
      if (made[row]!.isCut) tokens[row] = settings.maxTokens;
    }
    return { vectors, dimensions: width, tokens };
  }

  return {
    ...describeServerModel(settings),
    model: settings.model,
    embed,
    widen: async () => ({ lanes: LANES, batch: BATCH, embed, close: async () => {} }),
    close: async () => {},
  };
}
