import type { EmbedderSource } from "../embedding/embedder.ts";

/** Returns the models of this machine, to embed with. Their code starts to be read at once, while the caller opens the database. */
export function loadModels(): EmbedderSource {
  const loading = Promise.all([import("../embedding/embedder-source.ts"), import("./machine.ts")]).then(
    ([{ createEmbedderSource }, { embedderKey, modelDirectories }]) =>
      createEmbedderSource(modelDirectories, embedderKey),
  );
  // A failure is thrown where the models are asked for, not before.
  loading.catch(() => {});
  return {
    describe: async (...request) => (await loading).describe(...request),
    open: async (...request) => (await loading).open(...request),
  };
}
