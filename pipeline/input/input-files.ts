import type { Stats } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { describeError, UserError } from "../error.ts";
import { hashFile } from "../hash.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import { toPrintableLine } from "../text/printable.ts";
import { orUserError } from "./file-content.ts";
import { KNOWN_FORMATS } from "./formats/formats.ts";

/** A file to read, not read yet. */
export type InputFile = {
  /** Its name in tables and messages: folder/name, the same on every machine. */
  source: string;
  /** The path of the settings by which it was found. */
  input: string;
  /** Whether that path is the file itself, not a folder above it. */
  isNamed: boolean;
  /** Where it lies. */
  path: string;
};

/**
 * Lists every file of the paths, folders with all below them, in order of source. A file reached twice is listed once.
 * In folders, names that begin with a dot or with README are left out.
 * Throws a UserError that names the path when it is missing or an empty folder, or when two files have one source.
 */
export async function listInputFiles(paths: readonly string[]): Promise<InputFile[]> {
  const found: InputFile[] = [];
  for (const input of paths) found.push(...(await findFiles(input)));
  found.sort((a, b) => compareCodeUnits(a.source, b.source));

  const byRealPath = new Map<string, InputFile>();
  for (const file of found) {
    const real = await realpath(file.path);
    const known = byRealPath.get(real);
    if (known) known.isNamed ||= file.isNamed;
    else byRealPath.set(real, file);
  }
  const bySource = new Map<string, string>();
  for (const { source, path } of byRealPath.values()) {
    const other = bySource.get(source);
    if (other)
      throw new UserError(`${source}: two input files have this name: ${other} and ${path}. Rename one or its folder.`);
    bySource.set(source, path);
  }
  return [...byRealPath.values()];
}

/** Returns the SHA-256 of every file of the paths, by source. Throws a UserError as listInputFiles, and when a file is unreadable. */
export async function hashInputFiles(paths: readonly string[]): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const { source, path } of await listInputFiles(paths)) {
    hashes[source] = await orUserError(path, () => hashFile(path));
  }
  return hashes;
}

async function findFiles(input: string): Promise<InputFile[]> {
  const path = resolve(input);
  const stats = await statPath(input, path);
  if (!stats.isDirectory()) {
    const source = nameSource(basename(dirname(path)), basename(path));
    return [{ source, input, isNamed: true, path }];
  }
  const names = await listFiles(path, new Set());
  if (names.length === 0) throw new UserError(`${input}: no files in this folder. ${KNOWN_FORMATS}`);
  return names.map((name) => ({
    source: nameSource(basename(path), name),
    input,
    isNamed: false,
    path: join(path, name),
  }));
}

function nameSource(folder: string, name: string): string {
  return toPrintableLine((folder === "" ? name : `${folder}/${name}`).normalize("NFC"));
}

/** Lists the files below a folder, relative to it, parted by `/`. A folder that a link leads back to is gone into once. */
async function listFiles(folder: string, visited: Set<string>): Promise<string[]> {
  const real = await realpath(folder);
  if (visited.has(real)) return [];
  visited.add(real);
  const names: string[] = [];
  for (const name of (await orUserError(folder, () => readdir(folder))).sort(compareCodeUnits)) {
    if (/^(?:\.|README)/i.test(name)) continue;
    const path = join(folder, name);
    const stats = await statPath(path, path);
    if (stats.isDirectory()) names.push(...(await listFiles(path, visited)).map((below) => `${name}/${below}`));
    else if (stats.isFile()) names.push(name);
  }
  return names;
}

async function statPath(shown: string, path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (error) {
    if (!describeError(error).startsWith("ENOENT")) throw new UserError(`${shown}: ${describeError(error)}`);
    throw new UserError(`${shown}: no such file or folder. Check --input.`);
  }
}
