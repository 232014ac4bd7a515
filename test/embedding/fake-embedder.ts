import { createHash } from "node:crypto";
import type { Embedder, EmbedderSource } from "../../pipeline/embedding/embedder.ts";
import { splitWords } from "../../pipeline/text/words.ts";

export const FAKE_DIMENSIONS = 32;

/** Words to directions: texts that share words lie near each other, so that the topics of a fixture are known. Keeps what it was given. */
export function createFakeEmbedder(): Embedder & { texts: string[] } {
  const embedder = {
    modelSha256: "fake",
    dimensions: FAKE_DIMENSIONS,
    texts: [] as string[],
    async embed(text: string) {
      embedder.texts.push(text);
      const words = splitWords(text);
      const vector = new Float32Array(FAKE_DIMENSIONS);
      for (const word of words) {
        createHash("sha256")
          .update(word)
          .digest()
          .forEach((byte, d) => {
            vector[d]! += byte - 127.5;
          });
      }
      const length = Math.hypot(...vector);
      return { vector: vector.map((value) => value / length), tokens: words.length + 2 };
    },
    close: async () => {},
  };
  return embedder;
}

/** A source of one embedder, as runs take it; `version` stands for that of its code and model. */
export function sourceOf(embedder: Embedder, version = "fake"): EmbedderSource {
  return { describe: async () => ({ version }), open: async () => embedder };
}
