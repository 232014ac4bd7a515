import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "@huggingface/transformers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Config, parseConfig } from "../../pipeline/config.ts";
import { type Embedder, openEmbedder } from "../../pipeline/embedding/embedder.ts";
import {
  hashModelFiles,
  locateModel,
  MODELS_DIRECTORY,
  readModelProfile,
} from "../../pipeline/embedding/model-files.ts";
import { UserError } from "../../pipeline/error.ts";
import { silentLog } from "../../pipeline/log.ts";
import sentences from "../fixtures/sentence-vectors.json" with { type: "json" };

const MODEL = join(MODELS_DIRECTORY, "sentence-transformers/all-MiniLM-L6-v2");
const SMALL_FILES = ["config.json", "tokenizer.json", "tokenizer_config.json"];

const temporary = mkdtempSync(join(tmpdir(), "topic-atlas-models-"));
const { fetch } = env;
beforeAll(() => {
  env.fetch = async () => Promise.reject(new Error("no network"));
});
afterAll(() => {
  env.fetch = fetch;
  rmSync(temporary, { recursive: true });
});

/** Copies the model's small files into a folder of this name, and links to its q8 weights, unless they are left out. */
function copyModel(name: string, { withWeights = true, withSums = false } = {}): string {
  const folder = join(temporary, name);
  mkdirSync(join(folder, "onnx"), { recursive: true });
  for (const file of [...SMALL_FILES, ...(withSums ? ["SHA256SUMS"] : [])])
    cpSync(join(MODEL, file), join(folder, file));
  if (withWeights) symlinkSync(join(MODEL, "onnx/model_quantized.onnx"), join(folder, "onnx/model_quantized.onnx"));
  return folder;
}

async function withEmbedder<Result>(
  settings: Partial<Config>,
  work: (embedder: Embedder) => Promise<Result>,
): Promise<Result> {
  const embedder = await openEmbedder(parseConfig(settings), silentLog);
  try {
    return await work(embedder);
  } finally {
    await embedder.close();
  }
}

async function failureOf(settings: Partial<Config>): Promise<UserError> {
  const error = await withEmbedder(settings, async () => null).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return error;
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [dot, normA, normB] = [0, 0, 0];
  for (let d = 0; d < a.length; d++) {
    dot += a[d]! * b[d]!;
    normA += a[d]! ** 2;
    normB += b[d]! ** 2;
  }
  return dot / Math.sqrt(normA * normB);
}

describe("the vectors", () => {
  it.each([
    ["fp16", 0.999999],
    ["q8", 0.985],
  ] as const)("of %s weights agree with sentence-transformers, also of a text that is cut", async (dtype, least) => {
    await withEmbedder({ dtype }, async (embedder) => {
      expect(embedder.dimensions).toBe(384);
      const lengths: number[] = [];
      for (const { text, vector: wanted } of sentences) {
        const { vector, tokens } = await embedder.embed(text);
        expect(cosine(vector, wanted)).toBeGreaterThanOrEqual(least);
        expect(Math.abs(Math.hypot(...vector) - 1)).toBeLessThan(1e-5);
        lengths.push(tokens);
      }
      expect(Math.max(...lengths)).toBe(512);
    });
  });

  it("are the same to the last bit again, whatever was embedded in between, and after opening the model again", async () => {
    const text = sentences[3]!.text;
    const first = await withEmbedder({}, async ({ embed }) => {
      const { vector } = await embed(text);
      await embed("something else");
      expect((await embed(text)).vector).toEqual(vector);
      return vector;
    });
    await withEmbedder({}, async ({ embed }) => expect((await embed(text)).vector).toEqual(first));
  });

  it("are finite and of unit length for texts without words, or of any characters", async () => {
    await withEmbedder({ dtype: "q8" }, async ({ embed }) => {
      for (const text of ["", " ", "\u0000", "🙂".repeat(600), "\ud83d", "[CLS] [SEP] <s>"]) {
        const { vector, tokens } = await embed(text);
        expect(Math.abs(Math.hypot(...vector) - 1)).toBeLessThan(1e-5);
        expect(tokens).toBeLessThanOrEqual(512);
      }
    });
  });

  it("read as many word pieces as asked for, the closing mark among them", async () => {
    await withEmbedder({ dtype: "q8", maxTokens: 8 }, async ({ embed }) => {
      const cut = await embed("one two three four five six seven eight nine");
      const whole = await embed("one two three four five six");
      expect([cut.tokens, whole.tokens]).toEqual([8, 8]);
      expect(cut.vector).toEqual(whole.vector);
    });
  });
});

describe("openEmbedder", () => {
  it("reads a model from any folder, and gives it a hash of its own content", async () => {
    const folder = copyModel("moved");
    const moved = await withEmbedder({ model: folder, dtype: "q8" }, async ({ embed, modelSha256 }) => ({
      hash: modelSha256,
      ...(await embed("graph kernels")),
    }));
    await withEmbedder({ dtype: "q8" }, async ({ embed, modelSha256 }) => {
      expect((await embed("graph kernels")).vector).toEqual(moved.vector);
      expect(modelSha256).toBe(moved.hash);
      expect(modelSha256).toMatch(/^[0-9a-f]{64}$/);
    });
    await withEmbedder({}, async ({ modelSha256 }) => expect(modelSha256).not.toBe(moved.hash));
  });

  it.each([
    ["weights cut short", (file: string) => truncateSync(file, 1000)],
    [
      "weights with one byte changed",
      (file: string) => {
        const bytes = readFileSync(file);
        bytes[5000]! ^= 1;
        writeFileSync(file, bytes);
      },
    ],
  ])("refuses %s, and names the file and both hashes", async (name, alter) => {
    const folder = copyModel(name.replaceAll(" ", "-"), { withWeights: false, withSums: true });
    cpSync(join(MODEL, "onnx/model_quantized.onnx"), join(folder, "onnx/model_quantized.onnx"));
    alter(join(folder, "onnx/model_quantized.onnx"));
    const [wanted] = readFileSync(join(MODEL, "SHA256SUMS"), "utf8").match(/^\w{64}(?= {2}onnx\/model_quantized)/m)!;
    const { message } = await failureOf({ model: folder, dtype: "q8" });
    expect(message).toContain("onnx/model_quantized.onnx");
    expect(message).toContain(wanted);
    expect(new Set(message.match(/\b[0-9a-f]{64}\b/g)).size).toBe(2);
  });

  it("refuses an altered tokenizer", async () => {
    const folder = copyModel("other-tokenizer", { withSums: true });
    writeFileSync(join(folder, "tokenizer.json"), "{}");
    expect((await failureOf({ model: folder, dtype: "q8" })).message).toContain("tokenizer.json: SHA-256");
  });

  it("refuses a dtype that the folder has no weights of, and names those it has", async () => {
    const { message } = await failureOf({ model: copyModel("q8-only"), dtype: "fp32" });
    expect(message).toBe("--dtype fp32: q8-only has no onnx/model.onnx; it has q8");
  });

  it("says so where there are no weights at all", async () => {
    const { message } = await failureOf({ model: copyModel("no-weights", { withWeights: false }) });
    expect(message).toContain("it has no weights");
  });

  it("says what is missing where a folder is not a whole model, or its weights are none", async () => {
    const withoutTokenizer = copyModel("no-tokenizer");
    rmSync(join(withoutTokenizer, "tokenizer.json"));
    expect((await failureOf({ model: withoutTokenizer, dtype: "q8" })).message).toContain(
      "Check that the folder holds",
    );
    const broken = copyModel("broken", { withWeights: false });
    writeFileSync(join(broken, "onnx/model_quantized.onnx"), "not a model");
    expect((await failureOf({ model: broken, dtype: "q8" })).message).toContain("Check that the folder holds");
  });

  it("says that it needs the network for a name on the hub", async () => {
    const { message } = await failureOf({ model: "no-such-owner/no-such-model" });
    expect(message).toMatch(/^--model no-such-owner\/no-such-model: /);
    expect(message).toContain("no network");
    expect(message).toContain("could not be fetched from the Hugging Face hub");
  });

  it("refuses what is neither a folder nor a name", async () => {
    const { message } = await failureOf({ model: "no/such/folder" });
    expect(message).toBe("--model no/such/folder: no such folder, and no name of the form owner/model");
  });

  it("refuses to read more word pieces than the model can, and names both numbers", async () => {
    const { message } = await failureOf({ dtype: "q8", maxTokens: 513 });
    expect(message).toContain("--max-tokens 513");
    expect(message).toContain("at most 512");
  });
});

describe("readModelProfile", () => {
  const profileOf = async (folder: string) => readModelProfile(await locateModel(folder, "q8"));

  it.each([
    ["sentence-transformers/all-MiniLM-L6-v2", "mean", ""],
    ["intfloat/multilingual-e5-small", "mean", "passage: "],
    ["Xenova/bge-small-en-v1.5", "cls", ""],
    ["Snowflake/snowflake-arctic-embed-s", "cls", ""],
    ["someone/unknown", "mean", ""],
    ["someone/cabbage-5", "mean", ""],
  ])("knows the family of %s", async (name, pooling, prefix) => {
    expect(await readModelProfile({ root: temporary, name, isRemote: true })).toEqual({ pooling, prefix });
  });

  it.each([
    [true, "cls"],
    [false, "mean"],
  ])("believes the model's own pooling file (pooling_mode_cls_token %s)", async (isCls, pooling) => {
    const folder = copyModel(`bge-with-pooling-${isCls}`, { withWeights: false });
    mkdirSync(join(folder, "1_Pooling"));
    writeFileSync(
      join(folder, "1_Pooling/config.json"),
      JSON.stringify({ pooling_mode_cls_token: isCls, pooling_mode_mean_tokens: !isCls }),
    );
    expect((await profileOf(folder)).pooling).toBe(pooling);
  });

  it("counts among the files whose change makes vectors anew", async () => {
    const folder = copyModel("with-pooling-hash");
    const before = await hashModelFiles(await locateModel(folder, "q8"), "q8");
    mkdirSync(join(folder, "1_Pooling"));
    writeFileSync(join(folder, "1_Pooling/config.json"), JSON.stringify({ pooling_mode_cls_token: true }));
    expect(await hashModelFiles(await locateModel(folder, "q8"), "q8")).not.toBe(before);
  });

  it("is followed: an e5 model reads its prefix, a bge model takes the first token alone", async () => {
    const embedWith = (model: string, text: string) =>
      withEmbedder({ model, dtype: "q8" }, async ({ embed }) => (await embed(text)).vector);
    const plain = copyModel("plain");
    expect(await embedWith(copyModel("e5-like"), "graph kernels")).toEqual(
      await embedWith(plain, "passage: graph kernels"),
    );
    const first = await embedWith(copyModel("bge-like"), "graph kernels");
    expect(Math.abs(Math.hypot(...first) - 1)).toBeLessThan(1e-5);
    expect(cosine(first, await embedWith(plain, "graph kernels"))).toBeLessThan(0.95);
  });
});
