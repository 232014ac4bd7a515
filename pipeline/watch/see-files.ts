import { stat } from "node:fs/promises";
import { describeError, UserError } from "../error.ts";
import { type InputFile, listInputFiles } from "../input/input-files.ts";
import { readInputFile, UNKNOWN_FORMAT } from "../input/read-input-file.ts";
import type { Sighting } from "./settled-files.ts";

/** What is seen of inputs, and why nothing is where nothing is. */
export type SeenInputs = { files: Sighting; missing: string[] };

/** Looks at the files of inputs, as a run lists them. An input that is not there yet, or has no files, is told of and no error. */
export async function seeFiles(inputs: readonly string[]): Promise<SeenInputs> {
  const files = new Map<string, string>();
  const missing: string[] = [];
  for (const { path } of await listFiles(inputs, missing)) {
    const stats = await stat(path, { bigint: true }).catch(() => null);
    if (stats) files.set(path, `${stats.size} ${stats.mtimeNs}`);
  }
  return { files, missing };
}

/** Returns which of these paths are cut off or damaged, as a file is that is still being written. */
export async function listBroken(inputs: readonly string[], paths: readonly string[]): Promise<string[]> {
  const wanted = new Set(paths);
  const broken = new Set<string>();
  for (const file of await listFiles(inputs, []))
    if (wanted.has(file.path) && (await isBroken(file))) broken.add(file.path);
  return [...broken];
}

async function listFiles(inputs: readonly string[], missing: string[]): Promise<InputFile[]> {
  const found: InputFile[] = [];
  for (const input of inputs) {
    try {
      found.push(...(await listInputFiles([input])));
    } catch (error) {
      // A file may go between two steps of a look; the next one sees it as it is.
      if (!(error instanceof UserError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
      missing.push(describeError(error).split("\n")[0]!);
    }
  }
  return found;
}

async function isBroken(file: InputFile): Promise<boolean> {
  const nothing = { addRecord: () => {}, addRejected: () => {}, dropSource: () => {} };
  const { status, note, records } = await readInputFile(file, nothing, { isOnly: false });
  return status === "left out" && note !== UNKNOWN_FORMAT && records === 0;
}
