import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { listDtypes, locateModel, type ModelDirectories, type ModelLocation } from "../embedding/model-directories.ts";
import { hashModel, hasSums } from "../embedding/model-files.ts";
import type { LastRun } from "../engine/last-run.ts";
import { describeError } from "../error.ts";
import { type Finding, note, ok, problem } from "./finding.ts";

/** Checks the files of the models that come with the program against their hashes. */
export async function checkBundledModels({ bundled }: Pick<ModelDirectories, "bundled">): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const name of await listModels(bundled))
    for (const dtype of listDtypes(join(bundled, name)))
      findings.push(await checkModel({ root: bundled, name, dtype, isRemote: false }));
  if (findings.length > 0) return findings;
  return [note("model", "no model comes with this program", "A run needs --model, or vectors in its input.")];
}

async function listModels(root: string): Promise<string[]> {
  if (!existsSync(root)) return [];
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const folders = entries.filter((entry) => entry.isFile() && entry.name === "config.json");
  return folders
    .map(({ parentPath }) => parentPath.slice(root.length).replace(/^[\\/]+/, ""))
    .filter((name) => !/1_Pooling$/.test(name))
    .sort();
}

async function checkModel(location: ModelLocation): Promise<Finding> {
  const { name, dtype } = location;
  try {
    await hashModel(location);
  } catch (error) {
    return problem("model", describeError(error), "Restore the file: install the program again, or check it out anew.");
  }
  if (hasSums(location)) return ok("model", `${name}, ${dtype}: its files have the hashes of SHA256SUMS`);
  return note("model", `${name}, ${dtype}: its files are unchecked, since their folder has no SHA256SUMS`);
}

/** Checks that the model with which the output was made is here, and is the same. Nothing is fetched. */
export async function checkModelOfRun(
  { settings, models }: LastRun,
  directories: ModelDirectories,
): Promise<Finding | null> {
  if (settings === null) return null;
  const { model, dtype, fields } = settings;
  const check = "model of run";
  if (fields.vectors !== undefined)
    return ok(check, `none: the vectors are those of the column ${fields.vectors} of the input`);
  let location: ModelLocation;
  let sha256: string;
  try {
    location = await locateModel({ model, dtype }, directories);
    if (location.isRemote)
      return note(
        check,
        `${model}, ${dtype}: not on this machine`,
        "What asks by meaning falls back to words or stops; the next run fetches it from the Hugging Face hub.",
      );
    sha256 = await hashModel(location);
  } catch (error) {
    return problem(check, describeError(error), "Restore the model, or run again with another --model.");
  }
  if (models.length === 0 || models.includes(sha256)) return ok(check, `${model}, ${location.dtype}: the same files`);
  return note(
    check,
    `${model}, ${location.dtype}: has other files than when the output was made (SHA-256 ${sha256.slice(0, 12)}… where it has ${models.map((known) => `${known.slice(0, 12)}…`).join(", ")})`,
    "The next run embeds every paper anew; to keep the vectors, restore the files.",
  );
}
