import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { ModelSettings } from "../../pipeline/embedding/embedder.ts";
import { findModelDirectories, locateModel } from "../../pipeline/embedding/model-directories.ts";
import { hashModel, readModelProfile } from "../../pipeline/embedding/model-files.ts";
import { UserError } from "../../pipeline/error.ts";
import { copyModel, MODEL, WEIGHTS_FILE } from "./model-copies.ts";

const temporary = mkdtempSync(join(tmpdir(), "topic-atlas-models-"));
afterAll(() => rmSync(temporary, { recursive: true }));

async function hashFolder(model: string, dtype: ModelSettings["dtype"] = "q8"): Promise<string> {
  return hashModel(await locateModel({ model, dtype }, findModelDirectories()));
}

async function failureOf(model: string, dtype: ModelSettings["dtype"] = "q8"): Promise<string> {
  const error = await hashFolder(model, dtype).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  return error.message;
}

function addPooling(folder: string, modes: Record<string, boolean>): void {
  mkdirSync(join(folder, "1_Pooling"));
  writeFileSync(join(folder, "1_Pooling/config.json"), JSON.stringify(modes));
}

describe("the hash of a model", () => {
  it("is that of its content, wherever it lies", async () => {
    const hash = await hashFolder(copyModel(join(temporary, "moved")));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashFolder(MODEL)).toBe(hash);
    expect(await hashFolder(MODEL, "fp16")).not.toBe(hash);
  });

  it("changes with how its tokens are pooled and its texts begin", async () => {
    const folders = ["plain", "pooled", "e5-small", "bge-small"].map((name) => copyModel(join(temporary, "of", name)));
    addPooling(folders[1]!, { pooling_mode_cls_token: true });
    const hashes = await Promise.all(folders.map((folder) => hashFolder(folder)));
    expect(new Set(hashes).size).toBe(4);
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
  ])("is refused for %s, and file and both hashes are named", async (name, alter) => {
    const folder = copyModel(join(temporary, name.replaceAll(" ", "-")), { withWeights: false, withSums: true });
    cpSync(join(MODEL, WEIGHTS_FILE), join(folder, WEIGHTS_FILE));
    alter(join(folder, WEIGHTS_FILE));
    const [wanted] = readFileSync(join(MODEL, "SHA256SUMS"), "utf8").match(/^\w{64}(?= {2}onnx\/model_quantized)/m)!;
    const message = await failureOf(folder);
    expect(message).toContain(WEIGHTS_FILE);
    expect(message).toContain(wanted);
    expect(new Set(message.match(/\b[0-9a-f]{64}\b/g)).size).toBe(2);
  });

  it("is refused for an altered tokenizer", async () => {
    const folder = copyModel(join(temporary, "other-tokenizer"), { withSums: true });
    writeFileSync(join(folder, "tokenizer.json"), "{}");
    expect(await failureOf(folder)).toContain("tokenizer.json: SHA-256");
  });

  it.each(["tokenizer.json", "tokenizer_config.json"])("is refused for a folder without %s", async (file) => {
    const folder = copyModel(join(temporary, `without-${file}`));
    rmSync(join(folder, file));
    expect(await failureOf(folder)).toContain(`has no ${file}. Check that the folder holds config.json, `);
  });

  it.each(["", "{", "null", "7", "[]"])("is refused for a pooling file that holds %j", async (content) => {
    const folder = copyModel(mkdtempSync(join(temporary, "pooling-")));
    mkdirSync(join(folder, "1_Pooling"));
    writeFileSync(join(folder, "1_Pooling/config.json"), content);
    expect(await failureOf(folder)).toMatch(/1_Pooling\/config\.json: (?:cannot be read: |only mean and cls)/);
  });

  it("is refused for weights that the folder has not; those that it has, and where others come from, are named", async () => {
    const message = await failureOf(copyModel(join(temporary, "q8-only")), "fp32");
    expect(message).toContain(
      "--dtype fp32: q8-only has no onnx/model.onnx; it has q8. Take --dtype q8, or put the file",
    );
    expect(message).toContain("give --model another folder or a name on the Hugging Face hub");
    const empty = await failureOf(copyModel(join(temporary, "no-weights"), { withWeights: false }));
    expect(empty).toContain("it has no weights. Put the file there");
  });
});

describe("readModelProfile", () => {
  it.each([
    ["sentence-transformers/all-MiniLM-L6-v2", "mean", ""],
    ["intfloat/multilingual-e5-small", "mean", "passage: "],
    ["Xenova/bge-small-en-v1.5", "cls", ""],
    ["Snowflake/snowflake-arctic-embed-s", "cls", ""],
    ["someone/unknown", "mean", ""],
    ["someone/cabbage-5", "mean", ""],
  ])("knows the family of %s", async (name, pooling, prefix) => {
    expect(await readModelProfile({ root: temporary, name })).toEqual({ pooling, prefix });
  });

  it.each([
    [true, "cls"],
    [false, "mean"],
  ])("believes the model's own pooling file (pooling_mode_cls_token %s)", async (isCls, pooling) => {
    const name = `bge-with-pooling-${isCls}`;
    const folder = copyModel(join(temporary, name), { withWeights: false });
    addPooling(folder, { pooling_mode_cls_token: isCls, pooling_mode_mean_tokens: !isCls });
    expect(await readModelProfile({ root: temporary, name })).toEqual({ pooling, prefix: "" });
  });

  it("refuses a pooling that it does not know", async () => {
    const folder = copyModel(join(temporary, "max-pooling"), { withWeights: false });
    addPooling(folder, { pooling_mode_max_tokens: true });
    await expect(readModelProfile({ root: temporary, name: "max-pooling" })).rejects.toThrow(
      "max-pooling/1_Pooling/config.json: only mean and cls pooling are known",
    );
  });
});
