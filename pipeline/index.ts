// What `import … from "topic-atlas"` gives; docs/api.md tells it by examples.
export {
  type AtlasFile,
  type Neighbor,
  openAtlas,
  type Paper,
  type Topic,
} from "./database/atlas-file.ts";
export type { EmbeddedBatch, Embedder, EmbedderSource, ModelSettings } from "./embedding/embedder.ts";
export { UserError } from "./error.ts";
export { type AtlasEffects, type AtlasSettings, runAtlas } from "./run-atlas.ts";
export type { RunSummary } from "./run-pipeline.ts";
