import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { describeError, UserError } from "../error.ts";
import { hashFile, hashText } from "../hash.ts";
import { listDtypes, type ModelLocation, WEIGHTS } from "./model-directories.ts";

/** How a model's token vectors become one vector, and what its texts must begin with. */
export type ModelProfile = { pooling: "mean" | "cls"; prefix: string };

const REQUIRED_FILES = ["config.json", "tokenizer.json", "tokenizer_config.json"];
const POOLING_FILE = "1_Pooling/config.json";
const SUMS_FILE = "SHA256SUMS";
const TEXT_FILES = [...REQUIRED_FILES, POOLING_FILE];

/** Families whose published conversions carry no pooling file; from their model cards. */
const KNOWN_PROFILES: [name: RegExp, profile: ModelProfile][] = [
  [/(^|\/|-)e5-/i, { pooling: "mean", prefix: "passage: " }],
  [/(^|\/)(bge-|snowflake-arctic-embed)/i, { pooling: "cls", prefix: "" }],
];

/**
 * Returns one SHA-256 over the files that are read of a model, and its profile where that is not the plain one: mean and no prefix.
 * Throws a UserError when the weights or another file are missing or a file differs from the folder's SHA256SUMS.
 */
export async function hashModel(location: ModelLocation, hash = hashFile): Promise<string> {
  const folder = join(location.root, location.name);
  checkWeights(location);
  const missing = REQUIRED_FILES.find((file) => !existsSync(join(folder, file)));
  if (missing)
    throw new UserError(
      `--model ${location.name}: has no ${missing}. Check that the folder holds ${REQUIRED_FILES.join(", ")} and the ONNX file.`,
    );
  const expected = await readSums(folder);
  const lines: string[] = [];
  const weights = WEIGHTS[location.dtype];
  for (const file of [...TEXT_FILES, weights, ...(await listExternalWeights(folder, weights))]) {
    if (!existsSync(join(folder, file))) continue;
    const sum = await hash(join(folder, file));
    const wanted = expected.get(file);
    if (expected.size > 0 && sum !== wanted) {
      throw new UserError(
        `${join(location.name, file)}: SHA-256 ${sum} where ${SUMS_FILE} has ${wanted ?? "none"}. The model was altered: restore the file.`,
      );
    }
    lines.push(`${sum}  ${file}`);
  }
  const { pooling, prefix } = await readModelProfile(location);
  if (pooling !== "mean") lines.push(`pooling ${pooling}`);
  if (prefix !== "") lines.push(`prefix ${prefix}`);
  return hashText(lines.join("\n"));
}

/** Returns whether a model's folder has a SHA256SUMS, against which its files are checked. */
export function hasSums({ root, name }: Pick<ModelLocation, "root" | "name">): boolean {
  return existsSync(join(root, name, SUMS_FILE));
}

/** Returns a model's pooling and prefix: from its own 1_Pooling/config.json, else from the family it belongs to, else mean and none. */
export async function readModelProfile({ root, name }: Pick<ModelLocation, "root" | "name">): Promise<ModelProfile> {
  const known = KNOWN_PROFILES.find(([family]) => family.test(name))?.[1] ?? { pooling: "mean", prefix: "" };
  const file = join(root, name, POOLING_FILE);
  if (!existsSync(file)) return known;
  const modes = await readModes(file);
  if (modes.pooling_mode_cls_token) return { ...known, pooling: "cls" };
  if (modes.pooling_mode_mean_tokens) return { ...known, pooling: "mean" };
  throw new UserError(`${join(name, POOLING_FILE)}: only mean and cls pooling are known`);
}

async function readModes(file: string): Promise<Record<string, unknown>> {
  try {
    return { ...JSON.parse(await readFile(file, "utf8")) };
  } catch (error) {
    throw new UserError(`${file}: cannot be read: ${describeError(error)}`);
  }
}

function checkWeights({ root, name, dtype }: ModelLocation): void {
  const found = listDtypes(join(root, name));
  if (found.includes(dtype)) return;
  const kinds = found.join(", ");
  throw new UserError(
    `--dtype ${dtype}: ${name} has no ${WEIGHTS[dtype]}; it has ${kinds || "no weights"}. ` +
      `${kinds ? `Take --dtype ${found[0]}, or put` : "Put"} the file there, or give --model another folder or a name on the Hugging Face hub.`,
  );
}

async function readSums(folder: string): Promise<Map<string, string>> {
  const file = join(folder, SUMS_FILE);
  if (!existsSync(file)) return new Map();
  const lines = (await readFile(file, "utf8")).trim().split("\n");
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

async function listExternalWeights(folder: string, file: string): Promise<string[]> {
  const weights = join(folder, file);
  const files = await readdir(dirname(weights));
  return files
    .filter((name) => name.startsWith(`${basename(weights)}_data`))
    .map((name) => relative(folder, join(dirname(weights), name)))
    .sort();
}
