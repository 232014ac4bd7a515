import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Config } from "../config.ts";
import { UserError } from "../error.ts";
import { hashFile, hashText } from "../hash.ts";

/** Folder of the models that come with the project, and of those fetched from the hub. */
export const MODELS_DIRECTORY = fileURLToPath(new URL("../../models/", import.meta.url));

/** Where a model is: transformers.js reads `root`/`name`. A remote one is fetched there first. */
export type ModelLocation = { root: string; name: string; isRemote: boolean };

/** How a model's token vectors become one vector, and what its texts must begin with. */
export type ModelProfile = { pooling: "mean" | "cls"; prefix: string };

const WEIGHTS: Record<Config["dtype"], string> = {
  fp32: "onnx/model.onnx",
  fp16: "onnx/model_fp16.onnx",
  q8: "onnx/model_quantized.onnx",
};

const TEXT_FILES = ["config.json", "tokenizer.json", "tokenizer_config.json", "1_Pooling/config.json"];

/** Families whose published conversions carry no pooling file; from their model cards. */
const KNOWN_PROFILES: [name: RegExp, profile: ModelProfile][] = [
  [/(^|\/|-)e5-/i, { pooling: "mean", prefix: "passage: " }],
  [/(^|\/)(bge-|snowflake-arctic-embed)/i, { pooling: "cls", prefix: "" }],
];

/**
 * Finds a model: a folder, else a folder below models/, else a name on the hub. Only the last may use the network.
 * A folder below models/ that was fetched, so has no SHA256SUMS, and lacks the weights of the dtype is fetched on.
 */
export async function locateModel(model: string, dtype: Config["dtype"]): Promise<ModelLocation> {
  const folder = resolve(model);
  if (existsSync(join(folder, "config.json")))
    return { root: dirname(folder), name: basename(folder), isRemote: false };
  const shipped = join(MODELS_DIRECTORY, model);
  const isWhole = ["SHA256SUMS", WEIGHTS[dtype]].some((file) => existsSync(join(shipped, file)));
  if (existsSync(join(shipped, "config.json")) && isWhole)
    return { root: MODELS_DIRECTORY, name: model, isRemote: false };
  if (!/^[\w.-]+\/[\w.-]+$/.test(model)) {
    throw new UserError(`--model ${model}: no such folder, and no name of the form owner/model`);
  }
  return { root: MODELS_DIRECTORY, name: model, isRemote: true };
}

/**
 * Returns one SHA-256 over the files that a run with this dtype reads.
 * Throws a UserError when the weights are missing or a file differs from the folder's SHA256SUMS.
 */
export async function hashModelFiles(location: ModelLocation, dtype: Config["dtype"]): Promise<string> {
  const folder = join(location.root, location.name);
  if (!existsSync(join(folder, WEIGHTS[dtype]))) {
    const found = Object.entries(WEIGHTS).filter(([, file]) => existsSync(join(folder, file)));
    throw new UserError(
      `--dtype ${dtype}: ${location.name} has no ${WEIGHTS[dtype]}; it has ${found.map(([name]) => name).join(", ") || "no weights"}`,
    );
  }
  const expected = await readSums(folder);
  const lines: string[] = [];
  for (const file of [...TEXT_FILES, WEIGHTS[dtype], ...(await listExternalWeights(folder, dtype))]) {
    if (!existsSync(join(folder, file))) continue;
    const sum = await hashFile(join(folder, file));
    const wanted = expected.get(file);
    if (expected.size > 0 && sum !== wanted) {
      throw new UserError(
        `${join(location.name, file)}: SHA-256 ${sum} where SHA256SUMS has ${wanted ?? "none"}. The model was altered: restore the file.`,
      );
    }
    lines.push(`${sum}  ${file}`);
  }
  return hashText(lines.join("\n"));
}

/** Returns what a stage that uses the model depends on; nothing for a model that is still to be fetched. */
export async function hashModelInput({
  model,
  dtype,
}: Pick<Config, "model" | "dtype">): Promise<Record<string, string>> {
  const location = await locateModel(model, dtype);
  return location.isRemote ? {} : { model: await hashModelFiles(location, dtype) };
}

/** Returns a model's pooling and prefix: from its own 1_Pooling/config.json, else from the family it belongs to, else mean and none. */
export async function readModelProfile(location: ModelLocation): Promise<ModelProfile> {
  const known = KNOWN_PROFILES.find(([name]) => name.test(location.name))?.[1] ?? { pooling: "mean", prefix: "" };
  const file = join(location.root, location.name, "1_Pooling/config.json");
  if (!existsSync(file)) return known;
  const modes = JSON.parse(await readFile(file, "utf8"));
  if (modes.pooling_mode_cls_token) return { ...known, pooling: "cls" };
  if (modes.pooling_mode_mean_tokens) return { ...known, pooling: "mean" };
  throw new UserError(`${join(location.name, "1_Pooling/config.json")}: only mean and cls pooling are known`);
}

async function readSums(folder: string): Promise<Map<string, string>> {
  const file = join(folder, "SHA256SUMS");
  if (!existsSync(file)) return new Map();
  const lines = (await readFile(file, "utf8")).trim().split("\n");
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

async function listExternalWeights(folder: string, dtype: Config["dtype"]): Promise<string[]> {
  const weights = join(folder, WEIGHTS[dtype]);
  const files = await readdir(dirname(weights));
  return files
    .filter((file) => file.startsWith(`${basename(weights)}_data`))
    .map((file) => relative(folder, join(dirname(weights), file)))
    .sort();
}
