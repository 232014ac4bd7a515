import type { Log } from "../log.ts";
import type { Embedder, EmbedderDescription, EmbedderSource, ModelSettings, TextCount } from "./embedder.ts";

/** A source that opens each model once, when it is first asked for, and keeps it: to close one that it gave does nothing. */
export class KeptModels implements EmbedderSource {
  readonly #source: EmbedderSource;
  readonly #models = new Map<string, Promise<Embedder>>();

  constructor(source: EmbedderSource) {
    this.#source = source;
  }

  describe(settings: ModelSettings, log?: Log): Promise<EmbedderDescription> {
    return this.#source.describe(settings, log);
  }

  async open(settings: ModelSettings, log: Log, texts: TextCount = "many"): Promise<Embedder> {
    const key = JSON.stringify([settings.embedder, settings.model, settings.dtype, settings.maxTokens, texts]);
    let opening = this.#models.get(key);
    if (opening === undefined) {
      opening = this.#source.open(settings, log, texts);
      this.#models.set(key, opening);
    }
    try {
      return { ...(await opening), close: async () => {} };
    } catch (error) {
      this.#models.delete(key);
      throw error;
    }
  }

  /** Frees every model. */
  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#models.values());
    this.#models.clear();
    for (const model of opened) if (model.status === "fulfilled") await model.value.close();
  }
}
