import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { Dtype, Embedder } from "../../pipeline/embedding/embedder.ts";
import { findModelDirectories, WEIGHTS } from "../../pipeline/embedding/model-directories.ts";
import { readTokenizer } from "../../pipeline/embedding/model-tokenizer.ts";
import { createOnnxSource } from "../../pipeline/embedding/onnx-embedder.ts";
import { embedTexts, type VectorStore } from "../../pipeline/embedding/vector-store.ts";
import { silentLog } from "../../pipeline/log.ts";
import { measureInTurn } from "./measure.ts";

const MODEL = "sentence-transformers/all-MiniLM-L6-v2";
const MAX_TOKENS = 512;
const MUCH = 1e9;
const NO_STORE: VectorStore = { read: async () => new Map(), add: async () => {} };
const SHOWN = { log: silentLog, label: "bench", unit: "texts" };

/** Papers a second of the program, with a thread for each core, and of ONNX Runtime alone, one session on all cores, text by text. */
export type EmbeddingSpeed = { dtype: Dtype; program: number; bare: number };

/** How fast texts are embedded with each kind of weights. */
export type EmbeddingFigures = { papers: number; speeds: EmbeddingSpeed[] };

/** Embeds the same texts by the program and by ONNX Runtime alone in turn, cut into word pieces each time. */
export async function measureEmbedding(texts: readonly string[], repeats: number): Promise<EmbeddingFigures> {
  const speeds: EmbeddingSpeed[] = [];
  for (const dtype of ["fp16", "q8"] as const) {
    const embedder = await openWide(dtype);
    const bare = await openBare(dtype);
    try {
      const { program, alone } = await measureInTurn(repeats, {
        program: async () => {
          await embedTexts(texts, embedder, NO_STORE, SHOWN);
        },
        alone: () => bare.run(texts),
      });
      speeds.push({ dtype, program: texts.length / program.seconds, bare: texts.length / alone.seconds });
    } finally {
      await embedder.closeAll();
      await bare.close();
    }
  }
  return { papers: texts.length, speeds };
}

/** An embedder whose threads stay open from one measurement to the next. */
async function openWide(dtype: Dtype): Promise<Embedder & { closeAll(): Promise<void> }> {
  const settings = { model: MODEL, dtype, maxTokens: MAX_TOKENS };
  const embedder = await createOnnxSource(findModelDirectories()).open(settings, silentLog);
  const wide = (await embedder.widen?.(MUCH)) ?? null;
  return {
    ...embedder,
    widen: async () => wide && { ...wide, close: async () => {} },
    closeAll: async () => {
      await wide?.close();
      await embedder.close();
    },
  };
}

async function openBare(dtype: Dtype) {
  const folder = join(findModelDirectories().bundled, MODEL);
  const { cut } = await readTokenizer(folder);
  const session = await InferenceSession.create(join(folder, WEIGHTS[dtype]));
  return {
    async run(texts: readonly string[]): Promise<void> {
      for (const text of texts) {
        const pieces = cut(text, MAX_TOKENS);
        const tensor = (data: BigInt64Array) => new Tensor("int64", data, [1, pieces.length]);
        await session.run({
          input_ids: tensor(pieces),
          attention_mask: tensor(new BigInt64Array(pieces.length).fill(1n)),
          token_type_ids: tensor(new BigInt64Array(pieces.length)),
        });
      }
    },
    close: () => session.release(),
  };
}
