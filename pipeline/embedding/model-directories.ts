import { existsSync } from "node:fs";
import { homedir, platform as readPlatform } from "node:os";
import { basename, dirname, join, posix, resolve, win32 } from "node:path";
import { fileURLToPath } from "node:url";
import { UserError } from "../error.ts";
import type { Dtype, ModelSettings } from "./embedder.ts";

/** Folders of models by name: those that come with the program, and those fetched from the hub. */
export type ModelDirectories = { bundled: string; cache: string };

/** Where a model is: its files are in `root`/`name`. A remote one is still to be fetched there. */
export type ModelLocation = { root: string; name: string; dtype: Dtype; isRemote: boolean };

/** File of each kind of weights, in the order in which "auto" takes them. */
export const WEIGHTS: Record<Dtype, string> = {
  fp16: "onnx/model_fp16.onnx",
  q8: "onnx/model_quantized.onnx",
  fp32: "onnx/model.onnx",
};

/** What the hub lets models be called; in particular no part of it leads to a folder above. */
const HUB_NAME = /^\w[\w.-]*\/\w[\w.-]*$/;

const DTYPES = Object.keys(WEIGHTS) as Dtype[];

/** Holds in a checkout (pipeline/) and in the package (dist/): models/ stands beside either. */
const BUNDLED = fileURLToPath(new URL("../../models/", import.meta.url));

/**
 * Returns the folders of this machine; `env` are its environment variables. The cache is topic-atlas/models in XDG_CACHE_HOME or
 * ~/.cache, on macOS in ~/Library/Caches, on Windows in LOCALAPPDATA.
 */
export function findModelDirectories(
  env: Record<string, string | undefined> = {},
  platform: string = readPlatform(),
): ModelDirectories {
  const paths = platform === "win32" ? win32 : posix;
  return { bundled: BUNDLED, cache: paths.join(findCacheHome(env, platform), "topic-atlas", "models") };
}

function findCacheHome(env: Record<string, string | undefined>, platform: string): string {
  if (platform === "win32") {
    return env.LOCALAPPDATA || win32.join(env.USERPROFILE || homedir(), "AppData", "Local");
  }
  const home = env.HOME || homedir();
  if (platform === "darwin") return posix.join(home, "Library", "Caches");
  const { XDG_CACHE_HOME = "" } = env;
  // The specification has relative paths ignored.
  return posix.isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : posix.join(home, ".cache");
}

/**
 * Finds a model: a folder by its path, else by name among those that come with the program, those fetched before, and on the hub.
 * Only the last needs the network. Throws a UserError when it is no folder and no name.
 */
export async function locateModel(
  { model, dtype }: Pick<ModelSettings, "model" | "dtype">,
  { bundled, cache }: ModelDirectories,
): Promise<ModelLocation> {
  const wanted = dtype === "auto" ? DTYPES : [dtype];
  const folder = resolve(model);
  if (existsSync(join(folder, "config.json"))) {
    const found = wanted.find((kind) => existsSync(join(folder, WEIGHTS[kind]))) ?? wanted[0]!;
    return { root: dirname(folder), name: basename(folder), dtype: found, isRemote: false };
  }
  if (!HUB_NAME.test(model)) {
    const reason = existsSync(folder) ? "holds no config.json" : "no such folder";
    throw new UserError(`--model ${model}: ${reason}, and no name of the form owner/model`);
  }
  for (const kind of wanted) {
    for (const root of [bundled, cache]) {
      const files = ["config.json", WEIGHTS[kind]];
      if (files.every((file) => existsSync(join(root, model, file))))
        return { root, name: model, dtype: kind, isRemote: false };
    }
  }
  return { root: cache, name: model, dtype: wanted[0]!, isRemote: true };
}

/** Returns the kinds of weights that a folder has. */
export function listDtypes(folder: string): Dtype[] {
  return DTYPES.filter((kind) => existsSync(join(folder, WEIGHTS[kind])));
}
