import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { ModelSettings } from "../../pipeline/embedding/embedder.ts";
import { findModelDirectories, locateModel } from "../../pipeline/embedding/model-directories.ts";
import { UserError } from "../../pipeline/error.ts";

const temporary = mkdtempSync(join(tmpdir(), "topic-atlas-models-"));
afterAll(() => rmSync(temporary, { recursive: true }));

const DIRECTORIES = { bundled: join(temporary, "bundled"), cache: join(temporary, "cache") };

/** Makes empty files in place of a model's. */
function placeModel(folder: string, ...weights: string[]): void {
  for (const file of ["config.json", ...weights.map((name) => `onnx/${name}.onnx`)]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), "");
  }
}

describe("the cache of models", () => {
  it.each([
    ["linux", { HOME: "/home/ann" }, "/home/ann/.cache/topic-atlas/models"],
    ["linux", { HOME: "/home/ann", XDG_CACHE_HOME: "/var/tmp/ann" }, "/var/tmp/ann/topic-atlas/models"],
    ["linux", { HOME: "/home/ann", XDG_CACHE_HOME: "" }, "/home/ann/.cache/topic-atlas/models"],
    ["linux", { HOME: "/home/ann", XDG_CACHE_HOME: "tmp" }, "/home/ann/.cache/topic-atlas/models"],
    ["linux", {}, `${homedir()}/.cache/topic-atlas/models`],
    ["darwin", { HOME: "/Users/ann", XDG_CACHE_HOME: "/x" }, "/Users/ann/Library/Caches/topic-atlas/models"],
    ["win32", { LOCALAPPDATA: "D:\\local", HOME: "/x" }, "D:\\local\\topic-atlas\\models"],
    ["win32", { USERPROFILE: "C:\\Users\\ann" }, "C:\\Users\\ann\\AppData\\Local\\topic-atlas\\models"],
  ])("is where %s keeps such things: %j", (platform, env, cache) => {
    expect(findModelDirectories(env, platform).cache).toBe(cache);
  });
});

describe("locateModel", () => {
  const folder = join(temporary, "elsewhere/own");
  placeModel(folder, "model_quantized");
  placeModel(join(DIRECTORIES.bundled, "some/shipped"), "model_quantized");
  placeModel(join(DIRECTORIES.cache, "some/shipped"), "model_quantized", "model_fp16");
  placeModel(join(DIRECTORIES.cache, "some/fetched"), "model");
  const [bundled, cache] = [DIRECTORIES.bundled, DIRECTORIES.cache];

  it.each<[string, ModelSettings["dtype"], object]>([
    ["some/shipped", "q8", { root: bundled, dtype: "q8", isRemote: false }],
    ["some/shipped", "fp16", { root: cache, dtype: "fp16", isRemote: false }],
    ["some/shipped", "auto", { root: cache, dtype: "fp16", isRemote: false }],
    ["some/shipped", "fp32", { root: cache, dtype: "fp32", isRemote: true }],
    ["some/fetched", "auto", { root: cache, dtype: "fp32", isRemote: false }],
    ["some/unknown", "auto", { root: cache, dtype: "fp16", isRemote: true }],
    ["some/unknown", "q8", { root: cache, dtype: "q8", isRemote: true }],
  ])(
    "finds %s with %s weights in the program's folder, else in the cache, else on the hub",
    async (model, dtype, found) => {
      expect(await locateModel({ model, dtype }, DIRECTORIES)).toEqual({ name: model, ...found });
    },
  );

  it("takes a folder by its path before all names, and never asks the hub for it", async () => {
    const place = { root: join(temporary, "elsewhere"), name: "own", isRemote: false };
    expect(await locateModel({ model: folder, dtype: "auto" }, DIRECTORIES)).toEqual({ ...place, dtype: "q8" });
    expect(await locateModel({ model: folder, dtype: "fp32" }, DIRECTORIES)).toEqual({ ...place, dtype: "fp32" });
  });

  it("never takes a name for a way out of its folders", async () => {
    placeModel(join(DIRECTORIES.cache, "..", "etc"), "model_quantized");
    for (const model of ["../etc", "./etc", "a/..", ".hidden/model"]) {
      const refused = locateModel({ model, dtype: "q8" }, DIRECTORIES);
      await expect(refused).rejects.toThrow(`--model ${model}: `);
      await expect(refused).rejects.toThrow(UserError);
    }
  });

  it("refuses what is neither a folder nor a name", async () => {
    const refused = locateModel({ model: "no/such/folder", dtype: "auto" }, DIRECTORIES);
    await expect(refused).rejects.toThrow(UserError);
    await expect(refused).rejects.toThrow(
      "--model no/such/folder: no such folder, and no name of the form owner/model",
    );
  });
});
