import { constants, type Stats } from "node:fs";
import { access, readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { describeError, UserError } from "../error.ts";
import { hashFile } from "../hash.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import { toPrintableLine } from "../text/printable.ts";
import { noFile, openFile, orUserError } from "./file-content.ts";
import { findFormat, KNOWN_FORMATS } from "./formats/formats.ts";
import { findOwnOutput, isPassedOver } from "./passed-over.ts";

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
  /** Why it cannot be read, such as a link that leads nowhere; null where it can. One that is named can, else it is an error. */
  fault: string | null;
};

const FAULTS: Readonly<Record<string, string>> = {
  ENOENT: "it is a link that leads nowhere, or its name is no UTF-8",
  ELOOP: "it is a link that leads back to itself",
  EACCES: "this user may not read it",
};

/** An entry of a folder, by its place in it, parted by `/`. */
type Entry = { name: string; fault: string | null };

/**
 * Lists every file of the paths, folders with all below them, in order of source. A file reached twice is listed once. In folders,
 * hidden files, READMEs, node_modules, the program's own output and what is no file are left out.
 * Throws a UserError that names the path when it is missing, no file or an empty folder, or when two files have one source.
 */
export async function listInputFiles(paths: readonly string[]): Promise<InputFile[]> {
  const found: InputFile[] = [];
  for (const input of paths) found.push(...(await findFiles(input)));
  found.sort((a, b) => compareCodeUnits(a.source, b.source));

  const byRealPath = new Map<string, InputFile>();
  for (const file of found) {
    const real = file.fault === null ? await realpath(file.path) : file.path;
    const known = byRealPath.get(real);
    if (known) known.isNamed ||= file.isNamed;
    else byRealPath.set(real, file);
  }
  const bySource = new Map<string, string>();
  for (const { source, path } of byRealPath.values()) {
    const other = bySource.get(source);
    if (other) {
      const both = `${toPrintableLine(other)} and ${toPrintableLine(path)}`;
      throw new UserError(`${source}: two input files have this name: ${both}. Rename one or its folder.`);
    }
    bySource.set(source, path);
  }
  return [...byRealPath.values()];
}

/**
 * Returns the SHA-256 of every file of the paths, by source; of one that is not read as a whole, since its format is unknown or it cannot
 * be read, a word for that. Throws a UserError as listInputFiles, and when a file cannot be read after all.
 */
export async function hashInputFiles(paths: readonly string[]): Promise<Record<string, string>> {
  const hashes: [source: string, hash: string][] = [];
  for (const { source, path, isNamed, fault } of await listInputFiles(paths)) {
    if (fault !== null) hashes.push([source, fault]);
    else if (!isNamed && !(await findFormat(openFile(source, path)))) hashes.push([source, "unknown format"]);
    else hashes.push([source, await orUserError(path, () => hashFile(path))]);
  }
  return Object.fromEntries(hashes);
}

async function findFiles(input: string): Promise<InputFile[]> {
  const path = resolve(input);
  const stats = await statPath(input, path);
  if (stats.isFile()) {
    const source = nameSource(basename(dirname(path)), basename(path));
    return [{ source, input, isNamed: true, path, fault: null }];
  }
  if (!stats.isDirectory()) throw noFile(input);
  const names = await orUserError(path, () => readdir(path));
  const entries = await listEntries(path, names, new Set());
  if (entries.length === 0) throw new UserError(`${input}: no files in this folder. ${KNOWN_FORMATS}`);
  return entries.map(({ name, fault }) => ({
    source: nameSource(basename(path), name),
    input,
    isNamed: false,
    path: join(path, name),
    fault,
  }));
}

function nameSource(folder: string, name: string): string {
  return toPrintableLine((folder === "" ? name : `${folder}/${name}`).normalize("NFC"));
}

/** Lists what has these names in a folder, and all below. A folder that a link leads back to is gone into once. */
async function listEntries(folder: string, names: readonly string[], visited: Set<string>): Promise<Entry[]> {
  const real = await realpath(folder);
  if (visited.has(real)) return [];
  visited.add(real);
  const entries: Entry[] = [];
  for (const name of names.toSorted(compareCodeUnits)) {
    if (isPassedOver(name)) continue;
    const path = join(folder, name);
    try {
      const stats = await stat(path);
      if (stats.isDirectory()) {
        for (const below of await listEntries(path, await readdir(path), visited))
          entries.push({ ...below, name: `${name}/${below.name}` });
      } else if (stats.isFile()) {
        await access(path, constants.R_OK);
        entries.push({ name, fault: null });
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      entries.push({ name, fault: `cannot be read: ${FAULTS[code] ?? code}` });
    }
  }
  const isOwnOutput = findOwnOutput(names);
  return entries.filter((entry) => !isOwnOutput(entry.name));
}

async function statPath(shown: string, path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (error) {
    if (!describeError(error).startsWith("ENOENT")) throw new UserError(`${shown}: ${describeError(error)}`);
    throw new UserError(`${shown}: no such file or folder. Check --input.`);
  }
}
