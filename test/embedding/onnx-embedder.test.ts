import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "@huggingface/transformers";
import { transform } from "esbuild";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseConfig } from "../../pipeline/config.ts";
import type { Embedder, ModelSettings } from "../../pipeline/embedding/embedder.ts";
import { findModelDirectories, type ModelDirectories } from "../../pipeline/embedding/model-directories.ts";
import { createOnnxSource, EMBEDDER_VERSION } from "../../pipeline/embedding/onnx-embedder.ts";
import { UserError } from "../../pipeline/error.ts";
import { hashText } from "../../pipeline/hash.ts";
import { silentLog } from "../../pipeline/log.ts";
import sentences from "../fixtures/sentence-vectors.json" with { type: "json" };
import { copyModel, MODEL, WEIGHTS_FILE } from "./model-copies.ts";

const ROOT = new URL("../../", import.meta.url);

/** What makes vectors: the code of these files, and the versions of the packages that it runs on. */
const CODE = ["onnx-embedder.ts", "model-session.ts", "model-tokenizer.ts", "pool-states.ts"];
const RECORDED = {
  version: "1",
  code: "9bb2e3c39e7ff091706e121eb240afaf705b852ee6cdfe9e1716b652e9b5acfb",
  packages: "@huggingface/tokenizers 0.2.0, @huggingface/transformers 4.3.1, onnxruntime-node 1.30.0",
};

const temporary = mkdtempSync(join(tmpdir(), "topic-atlas-models-"));
const DIRECTORIES: ModelDirectories = {
  bundled: findModelDirectories().bundled,
  cache: join(temporary, "cache"),
};
const { fetch } = env;

beforeEach(() => {
  env.fetch = async () => Promise.reject(new Error("no network"));
});
afterEach(() => {
  env.fetch = fetch;
});
afterAll(() => rmSync(temporary, { recursive: true }));

async function withEmbedder<Result>(
  settings: Partial<ModelSettings>,
  work: (embedder: Embedder) => Promise<Result>,
  { directories = DIRECTORIES } = {},
): Promise<Result> {
  const embedder = await createOnnxSource(directories).open(parseConfig(settings), silentLog);
  try {
    return await work(embedder);
  } finally {
    await embedder.close();
  }
}

async function failureOf(settings: Partial<ModelSettings>, directories = DIRECTORIES): Promise<UserError> {
  const error = await withEmbedder(settings, async () => null, { directories }).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return error;
}

async function embedOne({ embed }: Embedder, text: string): Promise<{ vector: Float32Array; tokens: number }> {
  const { vectors, tokens } = await embed([text]);
  return { vector: vectors, tokens: tokens[0]! };
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

/** A hub that has the files of a folder under one name; answers 404 to all else. Returns what it was asked for. */
function serveHub(name: string, folder: string): string[] {
  const asked: string[] = [];
  env.fetch = async (url: string | URL | Request) => {
    const [, file] = String(url).split(`/${name}/resolve/main/`);
    asked.push(file ?? String(url));
    if (!file || !existsSync(join(folder, file))) return new Response("not found", { status: 404 });
    return new Response(readFileSync(join(folder, file)));
  };
  return asked;
}

describe("the vectors", () => {
  it.each([
    ["fp16", 0.999999],
    ["q8", 0.985],
  ] as const)("of %s weights agree with sentence-transformers, also of a text that is cut", async (dtype, least) => {
    await withEmbedder({ dtype }, async (embedder) => {
      const { vectors, dimensions, tokens } = await embedder.embed(sentences.map(({ text }) => text));
      expect([vectors.length, dimensions, tokens.length]).toEqual([sentences.length * 384, 384, sentences.length]);
      for (const [row, { vector: wanted }] of sentences.entries()) {
        const vector = vectors.subarray(row * 384, (row + 1) * 384);
        expect(cosine(vector, wanted)).toBeGreaterThanOrEqual(least);
        expect(Math.abs(Math.hypot(...vector) - 1)).toBeLessThan(1e-5);
      }
      expect(Math.max(...tokens)).toBe(512);
    });
  });

  it.each(["fp16", "q8"] as const)(
    "of %s weights are the same to the last bit alone, in any batch, and after opening the model again",
    async (dtype) => {
      const [, , second, text] = sentences.map((sentence) => sentence.text) as [string, string, string, string];
      const alone = await withEmbedder({ dtype }, async (embedder) => {
        const { vector } = await embedOne(embedder, text);
        const { vectors } = await embedder.embed([second, text, "something else"]);
        expect(vectors.subarray(384, 768)).toEqual(vector);
        return vector;
      });
      await withEmbedder({ dtype }, async (embedder) => expect((await embedOne(embedder, text)).vector).toEqual(alone));
    },
  );

  it.each(["fp16", "q8"] as const)("of %s weights are the same to the last bit of many short texts", async (dtype) => {
    const words = sentences[3]!.text.split(/\s+/).slice(0, 60);
    const phrases = words.flatMap((word, place) => [word, words.slice(place, place + 3).join(" ")]);
    await withEmbedder({ dtype }, async (embedder) => {
      const { vectors } = await embedder.embed(phrases);
      for (const [row, phrase] of phrases.entries())
        expect(vectors.subarray(row * 384, (row + 1) * 384), phrase).toEqual((await embedOne(embedder, phrase)).vector);
    });
  });

  it.each([
    ["fp16", 0.999999],
    ["q8", 0.995],
  ] as const)("of %s weights opened for few texts are those for many but for rounding", async (dtype, least) => {
    const texts = sentences.slice(0, 4).map(({ text }) => text);
    const many = await withEmbedder({ dtype }, (embedder) => embedder.embed(texts));
    const embedder = await createOnnxSource(DIRECTORIES).open(parseConfig({ dtype }), silentLog, "few");
    const few = await embedder.embed(texts);
    await embedder.close();
    expect(few.tokens).toEqual(many.tokens);
    for (const row of texts.keys()) {
      const [from, to] = [row * 384, (row + 1) * 384];
      expect(cosine(few.vectors.subarray(from, to), many.vectors.subarray(from, to))).toBeGreaterThan(least);
    }
  });

  it("are finite and of unit length for texts without words, or of any characters", async () => {
    await withEmbedder({ dtype: "q8" }, async (embedder) => {
      for (const text of ["", " ", "\u0000", "🙂".repeat(600), "\ud83d", "[CLS] [SEP] <s>"]) {
        const { vector, tokens } = await embedOne(embedder, text);
        expect(Math.abs(Math.hypot(...vector) - 1)).toBeLessThan(1e-5);
        expect(tokens).toBeLessThanOrEqual(512);
      }
      expect(await embedder.embed([])).toEqual({
        vectors: new Float32Array(0),
        dimensions: 384,
        tokens: new Int32Array(0),
      });
    });
  });

  it("read as many word pieces as asked for, the closing mark among them", async () => {
    await withEmbedder({ dtype: "q8", maxTokens: 8 }, async (embedder) => {
      const cut = await embedOne(embedder, "one two three four five six seven eight nine");
      const whole = await embedOne(embedder, "one two three four five six");
      expect([cut.tokens, whole.tokens]).toEqual([8, 8]);
      expect(cut.vector).toEqual(whole.vector);
    });
  });
});

describe("the version of the code", () => {
  it("is raised when the code, or a package under it, changes so that it makes other vectors", async () => {
    const minified: string[] = [];
    for (const file of CODE) {
      const source = readFileSync(new URL(`pipeline/embedding/${file}`, ROOT), "utf8");
      const { code } = await transform(source, { loader: "ts", minifyWhitespace: true, legalComments: "none" });
      minified.push(code);
    }
    const lock = JSON.parse(readFileSync(new URL("package-lock.json", ROOT), "utf8"));
    const names = ["@huggingface/tokenizers", "@huggingface/transformers", "onnxruntime-node"];
    const packages = names.map((name) => `${name} ${lock.packages[`node_modules/${name}`].version}`).join(", ");
    const found = { version: EMBEDDER_VERSION, code: hashText(minified.join("\n")), packages };
    expect(
      found,
      `${CODE.join(", ")} or a package that they run on has changed. Can a vector differ by a bit? Then raise EMBEDDER_VERSION: every vector is made anew. In either case record this here: ${JSON.stringify(found)}`,
    ).toEqual(RECORDED);
  });

  it("is what a run depends on, with weights, length and model", async () => {
    const models = createOnnxSource(DIRECTORIES);
    const settings = parseConfig({ dtype: "q8" });
    const before = await models.describe(settings);
    expect(before).toEqual({
      version: EMBEDDER_VERSION,
      dtype: "q8",
      maxTokens: 512,
      modelSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await models.describe({ ...settings, dtype: "fp16" })).modelSha256).not.toBe(before.modelSha256);
    await withEmbedder({ dtype: "q8" }, async (embedder) => expect(embedder).toMatchObject(before));
    expect(await models.describe({ ...settings, model: "no-such-owner/no-such-model" })).toMatchObject({
      dtype: "q8",
      modelSha256: null,
    });
  });
});

describe("a model whose files nothing vouches for", () => {
  const listLines = async (folder: string) => {
    const lines: string[] = [];
    const settings = parseConfig({ model: folder, dtype: "q8" });
    await createOnnxSource(DIRECTORIES).describe(settings, { ...silentLog, info: (line) => lines.push(line) });
    return lines;
  };

  it("is said to be unchecked, and one with SHA256SUMS is not", async () => {
    const unknown = copyModel(join(temporary, "unknown"));
    expect(await listLines(unknown)).toEqual([
      `  model     ${unknown}: its files are unchecked, since their folder has no SHA256SUMS`,
    ]);
    expect(await listLines(copyModel(join(temporary, "known"), { withSums: true }))).toEqual([]);
  });
});

describe("opening a model", () => {
  it("reads it from any folder, and gives it a hash of its own content", async () => {
    const folder = copyModel(join(temporary, "moved"));
    const moved = await withEmbedder({ model: folder, dtype: "q8" }, async (embedder) => ({
      hash: embedder.modelSha256,
      vector: (await embedOne(embedder, "graph kernels")).vector,
    }));
    await withEmbedder({ dtype: "q8" }, async (embedder) => {
      expect((await embedOne(embedder, "graph kernels")).vector).toEqual(moved.vector);
      expect(embedder.modelSha256).toBe(moved.hash);
    });
  });

  it("follows the model's profile: an e5 model reads its prefix, a bge model takes the first token alone", async () => {
    const embedWith = (folder: string, text: string) =>
      withEmbedder({ model: join(temporary, folder), dtype: "q8" }, async (embedder) => ({
        hash: embedder.modelSha256,
        ...(await embedOne(embedder, text)),
      }));
    for (const folder of ["plain", "e5-like", "bge-like"]) copyModel(join(temporary, folder));
    const prefixed = await embedWith("e5-like", "graph kernels");
    expect(prefixed.vector).toEqual((await embedWith("plain", "passage: graph kernels")).vector);
    const plain = await embedWith("plain", "graph kernels");
    const first = await embedWith("bge-like", "graph kernels");
    expect(Math.abs(Math.hypot(...first.vector) - 1)).toBeLessThan(1e-5);
    expect(cosine(first.vector, plain.vector)).toBeLessThan(0.95);
    expect(new Set([prefixed.hash, plain.hash, first.hash]).size).toBe(3);
  });

  it("takes fp16 weights unasked where they are at hand, else others", async () => {
    await withEmbedder({}, async ({ dtype }) => expect(dtype).toBe("fp16"));
    const model = copyModel(join(temporary, "q8-alone"));
    await withEmbedder({ model }, async ({ dtype }) => expect(dtype).toBe("q8"));
  });

  it("says what is missing where a folder is not a whole model, or its weights are none", async () => {
    const withoutTokenizer = copyModel(join(temporary, "no-tokenizer"));
    rmSync(join(withoutTokenizer, "tokenizer.json"));
    expect((await failureOf({ model: withoutTokenizer })).message).toContain("has no tokenizer.json");
    const broken = copyModel(join(temporary, "broken"), { withWeights: false });
    writeFileSync(join(broken, WEIGHTS_FILE), "not a model");
    expect((await failureOf({ model: broken })).message).toContain("Check that the folder holds");
  });

  it("refuses to read more word pieces than the model can, and names both numbers", async () => {
    const { message } = await failureOf({ dtype: "q8", maxTokens: 513 });
    expect(message).toContain("--max-tokens 513");
    expect(message).toContain("at most 512");
  });
});

describe("a model on the hub", () => {
  it("is fetched into the cache, once, and never into the folder of the program's models", async () => {
    const directories = { bundled: join(temporary, "shipped"), cache: join(temporary, "fetched") };
    const asked = serveHub("someone/small", MODEL);
    const settings = { model: "someone/small", dtype: "q8" } as const;
    const vector = await withEmbedder(
      settings,
      async (embedder) => (await embedOne(embedder, "graph kernels")).vector,
      {
        directories,
      },
    );
    expect(asked).toContain(WEIGHTS_FILE);
    expect(existsSync(directories.bundled)).toBe(false);
    expect(readdirSync(join(directories.cache, "someone/small/onnx"))).toEqual(["model_quantized.onnx"]);
    asked.length = 0;
    await withEmbedder(
      settings,
      async (embedder) => expect((await embedOne(embedder, "graph kernels")).vector).toEqual(vector),
      { directories },
    );
    expect(asked).toEqual([]);
    await withEmbedder({ dtype: "q8" }, async (embedder) =>
      expect((await embedOne(embedder, "graph kernels")).vector).toEqual(vector),
    );
  });

  it("gives the weights that the program's own copy lacks", async () => {
    const directories = { bundled: join(temporary, "less"), cache: join(temporary, "more") };
    const name = "sentence-transformers/all-MiniLM-L6-v2";
    copyModel(join(directories.bundled, name), { withSums: true });
    await withEmbedder({}, async ({ dtype }) => expect(dtype).toBe("q8"), { directories });
    const { message } = await failureOf({ dtype: "fp16" }, directories);
    expect(message).toContain("no network");
    expect(message).toContain("Its fp16 weights are not on this machine");
    expect(message).toContain("It has q8 here: take --dtype q8, or give --model a folder or another name");
    serveHub(name, MODEL);
    await withEmbedder({ dtype: "fp16" }, async ({ dtype }) => expect(dtype).toBe("fp16"), { directories });
    env.fetch = async () => Promise.reject(new Error("no network"));
    await withEmbedder({}, async ({ dtype }) => expect(dtype).toBe("fp16"), { directories });
    await withEmbedder({ dtype: "q8" }, async ({ dtype }) => expect(dtype).toBe("q8"), { directories });
  });

  it("needs the network, and the message says so", async () => {
    const { message } = await failureOf({ model: "no-such-owner/no-such-model" });
    expect(message).toMatch(/^--model no-such-owner\/no-such-model: /);
    expect(message).toContain("no network");
    expect(message).toContain("could not be fetched from the Hugging Face hub");
  });
});
