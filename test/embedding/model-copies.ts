import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { findModelDirectories } from "../../pipeline/embedding/model-directories.ts";

/** The folder of the model that comes with the program. */
export const MODEL = join(findModelDirectories().bundled, "sentence-transformers/all-MiniLM-L6-v2");

export const WEIGHTS_FILE = "onnx/model_quantized.onnx";

const SMALL_FILES = ["config.json", "tokenizer.json", "tokenizer_config.json"];

/** Copies the model's small files into a new folder, and links to its q8 weights, unless they are left out. Returns the folder. */
export function copyModel(folder: string, { withWeights = true, withSums = false } = {}): string {
  mkdirSync(join(folder, "onnx"), { recursive: true });
  for (const file of [...SMALL_FILES, ...(withSums ? ["SHA256SUMS"] : [])])
    cpSync(join(MODEL, file), join(folder, file));
  if (withWeights) symlinkSync(join(MODEL, WEIGHTS_FILE), join(folder, WEIGHTS_FILE));
  return folder;
}
