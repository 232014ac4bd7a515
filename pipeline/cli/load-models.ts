import type { EmbedderSource } from "../embedding/embedder.ts";

/** Returns the models of this machine. Their code begins to load now, while the database is opened. */
export function loadModels(env: NodeJS.ProcessEnv): EmbedderSource {
  const loading = Promise.all([
    import("../embedding/onnx-embedder.ts"),
    import("../embedding/model-directories.ts"),
  ]).then(([{ createOnnxSource }, { findModelDirectories }]) => createOnnxSource(findModelDirectories(env)));
  loading.catch(() => {});
  return {
    describe: async (...request) => (await loading).describe(...request),
    open: async (...request) => (await loading).open(...request),
  };
}
