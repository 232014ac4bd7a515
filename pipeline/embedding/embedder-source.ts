import type { EmbedderSource } from "./embedder.ts";
import { connectToServer } from "./embedding-server.ts";
import type { ModelDirectories } from "./model-directories.ts";
import { createOnnxSource } from "./onnx-embedder.ts";
import { describeServerModel, openServerEmbedder } from "./server-embedder.ts";

/** Returns the source of a run's vectors: the server that its settings name, asked with a key where it is given, else a model on this machine. */
export function createEmbedderSource(directories: ModelDirectories, key?: string): EmbedderSource {
  const local = createOnnxSource(directories);
  return {
    describe: async (settings, log) =>
      settings.embedder === undefined ? local.describe(settings, log) : describeServerModel(settings),
    open: async (settings, log, texts) => {
      const { embedder: url, model } = settings;
      if (url === undefined) return local.open(settings, log, texts);
      log.info(`  model     ${model} on the server ${url}: the texts are sent there`);
      return openServerEmbedder(settings, connectToServer({ url, model, key }));
    },
  };
}
