import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { Dtype, Embedder } from "../../pipeline/embedding/embedder.ts";
import { findModelDirectories, WEIGHTS } from "../../pipeline/embedding/model-directories.ts";
import { readTokenizer } from "../../pipeline/embedding/model-tokenizer.ts";
import { createOnnxSource } from "../../pipeline/embedding/onnx-embedder.ts";
import { embedTexts, type VectorStore } from "../../pipeline/embedding/vector-store.ts";
import { silentLog } from "../../pipeline/log.ts";
import { measureInTurn } from "./measure.ts";

const MODEL = "sentence-transformers/all-MiniLM-L6-v2";
const LENGTHS = [512, 256];
const PEERS_SCRIPT = fileURLToPath(new URL("embed-peers.py", import.meta.url));
const MUCH = 1e9;
const NO_STORE: VectorStore = { read: async () => new Map(), add: async () => {} };
const SHOWN = { log: silentLog, label: "bench", unit: "texts" };

/** A Python that has sentence-transformers, and a folder of the model with weights for it. */
export type EmbeddingPeer = { python: string; folder: string };

/**
 * Papers a second for texts of so many word pieces at most: of the program, with a thread for each core, of ONNX Runtime alone, one session
 * on all cores, text by text, and of sentence-transformers, null where it is not at hand.
 */
export type EmbeddingSpeed = {
  dtype: Dtype;
  maxTokens: number;
  program: number;
  bare: number;
  sentenceTransformers: number | null;
};

/** How fast texts are embedded with each kind of weights, cut at each length. */
export type EmbeddingFigures = { papers: number; speeds: EmbeddingSpeed[] };

/** Embeds the same texts by the program and by ONNX Runtime alone in turn, cut into word pieces each time, and then by sentence-transformers. */
export async function measureEmbedding(
  texts: readonly string[],
  repeats: number,
  peer: EmbeddingPeer | null,
): Promise<EmbeddingFigures> {
  const speeds: EmbeddingSpeed[] = [];
  const theirs = peer ? measurePeer(texts, peer) : new Map<number, number>();
  for (const maxTokens of LENGTHS)
    for (const dtype of ["fp16", "q8"] as const) {
      const embedder = await openWide(dtype, maxTokens);
      const bare = await openBare(dtype, maxTokens);
      try {
        const { program, alone } = await measureInTurn(repeats, {
          program: async () => {
            await embedTexts(texts, embedder, NO_STORE, SHOWN);
          },
          alone: () => bare.run(texts),
        });
        speeds.push({
          dtype,
          maxTokens,
          program: texts.length / program.seconds,
          bare: texts.length / alone.seconds,
          sentenceTransformers: theirs.get(maxTokens) ?? null,
        });
      } finally {
        await embedder.closeAll();
        await bare.close();
      }
    }
  return { papers: texts.length, speeds };
}

/** Returns papers a second of sentence-transformers by the length at which texts are cut. */
function measurePeer(texts: readonly string[], { python, folder }: EmbeddingPeer): Map<number, number> {
  const found = execFileSync(python, [PEERS_SCRIPT, folder, ...LENGTHS.map(String)], {
    input: JSON.stringify(texts),
    encoding: "utf8",
  });
  const speeds = JSON.parse(found) as { maxTokens: number; speed: number }[];
  return new Map(speeds.map(({ maxTokens, speed }) => [maxTokens, speed]));
}

/** An embedder whose threads stay open from one measurement to the next. */
async function openWide(dtype: Dtype, maxTokens: number): Promise<Embedder & { closeAll(): Promise<void> }> {
  const settings = { model: MODEL, dtype, maxTokens };
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

async function openBare(dtype: Dtype, maxTokens: number) {
  const folder = join(findModelDirectories().bundled, MODEL);
  const { cut } = await readTokenizer(folder);
  const session = await InferenceSession.create(join(folder, WEIGHTS[dtype]));
  return {
    async run(texts: readonly string[]): Promise<void> {
      for (const text of texts) {
        const pieces = cut(text, maxTokens);
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
