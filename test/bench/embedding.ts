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

/** A Python that has fastembed, sentence-transformers or both, and a folder of the model with weights for the latter. */
export type EmbeddingPeers = { python: string; folder: string | undefined };

/** Papers a second of another embedder; `weights` are ours, or null where it has its own. */
type PeerSpeed = {
  peer: "fastembed" | "sentence-transformers";
  weights: Dtype | null;
  maxTokens: number;
  speed: number;
};

/**
 * Papers a second for texts of so many word pieces at most: of the program, with a thread for each core, of ONNX Runtime alone, one session
 * on all cores, text by text, and of others, null where they are not at hand.
 */
export type EmbeddingSpeed = {
  dtype: Dtype;
  maxTokens: number;
  program: number;
  bare: number;
  fastembed: number | null;
  sentenceTransformers: number | null;
};

/** How fast texts are embedded with each kind of weights, cut at each length. */
export type EmbeddingFigures = { papers: number; speeds: EmbeddingSpeed[] };

/** Embeds the same texts by the program and by ONNX Runtime alone in turn, cut into word pieces each time; before that by others. */
export async function measureEmbedding(
  texts: readonly string[],
  repeats: number,
  peers: EmbeddingPeers | null,
): Promise<EmbeddingFigures> {
  const speeds: EmbeddingSpeed[] = [];
  const theirs = peers ? measurePeers(texts, peers) : [];
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
        const find = (peer: PeerSpeed["peer"], weights: Dtype | null) =>
          theirs.find((one) => one.peer === peer && one.weights === weights && one.maxTokens === maxTokens)?.speed ??
          null;
        speeds.push({
          dtype,
          maxTokens,
          program: texts.length / program.seconds,
          bare: texts.length / alone.seconds,
          fastembed: find("fastembed", dtype),
          sentenceTransformers: find("sentence-transformers", null),
        });
      } finally {
        await embedder.closeAll();
        await bare.close();
      }
    }
  return { papers: texts.length, speeds };
}

function measurePeers(texts: readonly string[], { python, folder }: EmbeddingPeers): PeerSpeed[] {
  const onnx = join(findModelDirectories().bundled, MODEL);
  const options = ["--lengths", ...LENGTHS.map(String), "--onnx", onnx, ...(folder ? ["--torch", folder] : [])];
  const found = execFileSync(python, [PEERS_SCRIPT, ...options], { input: JSON.stringify(texts), encoding: "utf8" });
  return JSON.parse(found) as PeerSpeed[];
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
