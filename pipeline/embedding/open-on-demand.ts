import type { Log } from "../log.ts";
import type { Embedder, EmbedderSource, ModelSettings } from "./embedder.ts";

/**
 * Returns an embedder whose model is opened with the first texts that it is given. A model that is still to be fetched is opened at once:
 * before that nothing is known of it.
 */
export async function openOnDemand(source: EmbedderSource, settings: ModelSettings, log: Log): Promise<Embedder> {
  const { modelSha256, ...description } = await source.describe(settings);
  if (modelSha256 === null) return source.open(settings, log);
  let opening: Promise<Embedder> | null = null;
  const openOnce = () => {
    opening ??= source.open(settings, log);
    return opening;
  };
  return {
    ...description,
    model: settings.model,
    modelSha256,
    embed: async (texts) => (await openOnce()).embed(texts),
    widen: async (characters) => (await openOnce()).widen?.(characters) ?? null,
    close: async () => (await opening?.catch(() => null))?.close(),
  };
}
