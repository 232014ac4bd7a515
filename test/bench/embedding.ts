import { parseConfig } from "../../pipeline/config.ts";
import { type Embedder, openEmbedder } from "../../pipeline/embedder.ts";
import { silentLog } from "../../pipeline/log.ts";
import { measureInTurn } from "./measure.ts";

/** Papers a second of each kind of weights, and how many times as fast q8 is. */
export type EmbeddingFigures = { papers: number; fp16PerSecond: number; q8PerSecond: number; ratio: number };

/** Embeds the same texts with fp16 and with q8 weights. */
export async function measureEmbedding(texts: readonly string[], repeats: number): Promise<EmbeddingFigures> {
  const fp16 = await openEmbedder(parseConfig({ dtype: "fp16" }), silentLog);
  const q8 = await openEmbedder(parseConfig({ dtype: "q8" }), silentLog);
  const embedAll = async (embedder: Embedder) => {
    for (const text of texts) await embedder.embed(text);
  };
  try {
    const measured = await measureInTurn(repeats, { fp16: () => embedAll(fp16), q8: () => embedAll(q8) });
    const fp16PerSecond = texts.length / measured.fp16.seconds;
    const q8PerSecond = texts.length / measured.q8.seconds;
    return { papers: texts.length, fp16PerSecond, q8PerSecond, ratio: q8PerSecond / fp16PerSecond };
  } finally {
    await fp16.close();
    await q8.close();
  }
}
