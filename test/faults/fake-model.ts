import { createFakeEmbedder, sourceOf } from "../embedding/fake-embedder.ts";

// Stands in the place of pipeline/embedding/onnx-embedder.ts.

export const EMBEDDER_VERSION = "fake";

export const createOnnxSource = () => sourceOf(createFakeEmbedder());
