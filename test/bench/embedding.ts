import { parseConfig } from "../../pipeline/config.ts";
import { findModelDirectories } from "../../pipeline/embedding/model-directories.ts";
import { createOnnxSource } from "../../pipeline/embedding/onnx-embedder.ts";
import { silentLog } from "../../pipeline/log.ts";
import { measureInTurn } from "./measure.ts";

/** Papers a second of each kind of weights, and how many times as fast q8 is. */
export type EmbeddingFigures = { papers: number; fp16PerSecond: number; q8PerSecond: number; ratio: number };

/** Embeds the same texts with fp16 and with q8 weights, text by text in turn. */
export async function measureEmbedding(texts: readonly string[], repeats: number): Promise<EmbeddingFigures> {
  const models = createOnnxSource(findModelDirectories());
  const fp16 = await models.open(parseConfig({ dtype: "fp16" }), silentLog);
  const q8 = await models.open(parseConfig({ dtype: "q8" }), silentLog);
  try {
    let [fp16Seconds, q8Seconds] = [0, 0];
    for (const text of texts) {
      const measured = await measureInTurn(repeats, { fp16: () => fp16.embed([text]), q8: () => q8.embed([text]) });
      fp16Seconds += measured.fp16.seconds;
      q8Seconds += measured.q8.seconds;
    }
    const [fp16PerSecond, q8PerSecond] = [texts.length / fp16Seconds, texts.length / q8Seconds];
    return { papers: texts.length, fp16PerSecond, q8PerSecond, ratio: q8PerSecond / fp16PerSecond };
  } finally {
    await fp16.close();
    await q8.close();
  }
}
