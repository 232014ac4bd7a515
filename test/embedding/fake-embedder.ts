import { createHash } from "node:crypto";
import type { Embedder, EmbedderSource } from "../../pipeline/embedding/embedder.ts";
import { splitWords } from "../../pipeline/text/words.ts";

export const FAKE_DIMENSIONS = 32;

/** Words to directions: texts that share words lie near each other, so that the topics of a fixture are known. Keeps what it was given. */
export function createFakeEmbedder(version = "fake"): Embedder & { texts: string[] } {
  const given: string[] = [];
  return {
    version,
    model: "fake",
    modelSha256: "fake",
    dtype: "fp16",
    maxTokens: 512,
    texts: given,
    async embed(texts) {
      given.push(...texts);
      const vectors = new Float32Array(texts.length * FAKE_DIMENSIONS);
      for (const [row, text] of texts.entries()) vectors.set(sumWords(text), row * FAKE_DIMENSIONS);
      return {
        vectors,
        dimensions: FAKE_DIMENSIONS,
        tokens: Int32Array.from(texts, (text) => splitWords(text).length + 2),
      };
    },
    close: async () => {},
  };
}

/** A source of one embedder, as runs take it. */
export function sourceOf(embedder: Embedder): EmbedderSource {
  const { version, dtype, maxTokens, modelSha256 } = embedder;
  return { describe: async () => ({ version, dtype, maxTokens, modelSha256 }), open: async () => embedder };
}

function sumWords(text: string): Float32Array {
  const vector = new Float32Array(FAKE_DIMENSIONS);
  for (const word of splitWords(text)) {
    createHash("sha256")
      .update(word)
      .digest()
      .forEach((byte, d) => {
        vector[d]! += byte - 127.5;
      });
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
