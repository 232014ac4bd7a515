import { constants, type Stats } from "node:fs";
import { access, readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { describeError, UserError } from "../error.ts";
import { hashFile } from "../hash.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import { toPrintableLine } from "../text/printable.ts";
import { openFile } from "./file-content.ts";
import { findFormat, KNOWN_FORMATS } from "./formats/formats.ts";
import { detectPacking, SIGNATURE_BYTES } from "./packing.ts";
import { findOwnOutput, isPassedOver } from "./passed-over.ts";
import { noFile, orUserError, peekSync } from "./saved-bytes.ts";
import { findStandardInput, STANDARD_INPUT } from "./standard-input.ts";
import { listMembers, type ZipMember } from "./zip-archive.ts";

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
  /** The file within the zip that lies there; absent where it is the file itself. */
  member?: ZipMember;
};

const FAULTS: Readonly<Record<string, string>> = {
  ENOENT: "it is a link that leads nowhere, or its name is no UTF-8",
  ELOOP: "it is a link that leads back to itself",
  EACCES: "this user may not read it",
};

/** An entry of a folder, by its place in it, parted by `/`. */
type Entry = { name: string; fault: string | null };

/**
 * Lists every file of the paths, in order of source: of folders all below them, of zips what is in them, of patterns such as `a/*.csv` what
 * they match, of `-` what standard input gave. A file reached twice is listed once. In folders, hidden files, READMEs, node_modules, files
 * that are still being written (x.part), the program's own output and what is no file are left out. Throws a UserError that names the path when it is missing, matches nothing, is no
 * file or an empty folder, or when two files have one source.
 */
export async function listInputFiles(paths: readonly string[]): Promise<InputFile[]> {
  const found: InputFile[] = [];
  for (const input of paths) for (const file of await findFiles(input)) found.push(...(await openZip(file)));
  found.sort((a, b) => compareCodeUnits(a.source, b.source));

  const byRealPath = new Map<string, InputFile>();
  for (const file of found) {
    const isReal = file.fault !== null || file.input === STANDARD_INPUT;
    const lies = isReal ? file.path : await realpath(file.path);
    const real = file.member ? `${lies}\0${file.member.name}` : lies;
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
  const byPath = new Map<string, string>();
  for (const file of await listInputFiles(paths)) {
    const { source, path, fault } = file;
    if (fault !== null) hashes.push([source, fault]);
    else if (!(await isRecognized(file))) hashes.push([source, "unknown format"]);
    else {
      const hash = byPath.get(path) ?? (await orUserError(path, () => hashFile(path)));
      byPath.set(path, hash);
      hashes.push([source, hash]);
    }
  }
  return Object.fromEntries(hashes);
}

/** Returns whether more than the beginning of a file counts: a damaged one is told of when it is read. */
export async function isRecognized({ source, path, isNamed, member }: InputFile): Promise<boolean> {
  if (isNamed) return true;
  try {
    return (await findFormat(openFile(source, path, undefined, member))) !== null;
  } catch (error) {
    if (error instanceof UserError) return true;
    throw error;
  }
}

async function findFiles(input: string): Promise<InputFile[]> {
  if (input === STANDARD_INPUT)
    return [{ source: "standard input", input, isNamed: true, path: findStandardInput(), fault: null }];
  const path = resolve(input);
  const stats = await statPath(input, path);
  if (stats === null) return findMatches(input);
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

/** Returns null where there is nothing by this name, but it may be a pattern. */
async function statPath(shown: string, path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (!describeError(error).startsWith("ENOENT")) throw new UserError(`${shown}: ${describeError(error)}`);
    if (isDynamicPattern(shown)) return null;
    throw new UserError(`${shown}: no such file or folder`);
  }
}

/** Lists the files that a pattern matches, named as if the folder at its head had been given. */
async function findMatches(input: string): Promise<InputFile[]> {
  const steps = input.split("/");
  const fixed = steps.slice(
    0,
    steps.findIndex((step) => isDynamicPattern(step)),
  );
  const base = resolve(fixed.length === 1 && fixed[0] === "" ? "/" : fixed.join("/"));
  const matches = await glob(input, { absolute: true, expandDirectories: false });
  const files = matches
    .map((path) => ({ path, place: relative(base, path).split(sep).join("/") }))
    .filter(({ place }) => !place.split("/").some((step) => isPassedOver(step)))
    .map(({ path, place }) => ({
      source: nameSource(basename(base), place),
      input,
      isNamed: false,
      path,
      fault: null,
    }));
  if (files.length === 0) throw new UserError(`${input}: no file matches this pattern`);
  return files;
}

/** Returns what is in a file that is a zip, a file itself otherwise. A bad zip in a folder is a file with a fault. */
async function openZip(file: InputFile): Promise<InputFile[]> {
  const { source, input, path, isNamed } = file;
  if (file.fault !== null || detectPacking(peekSync(path, SIGNATURE_BYTES)) !== "zip") return [file];
  try {
    const members = await listMembers(path, source);
    if (members.length === 0) throw new UserError(`${source}: no files in this zip.`);
    return members.map((member) => ({
      source: `${source}/${toPrintableLine(member.name.normalize("NFC"))}`,
      input,
      isNamed: false,
      path,
      fault: member.fault,
      member,
    }));
  } catch (error) {
    if (!(error instanceof UserError) || isNamed) throw error;
    return [{ ...file, fault: withoutSource(error, source) }];
  }
}

/** Returns what an error says of a source, without its name; a line of it as "line 3: ". */
export function withoutSource({ message }: UserError, source: string): string {
  if (!message.startsWith(`${source}:`)) return message;
  const said = message.slice(source.length + 1);
  return /^\d+: /.test(said) ? `line ${said}` : said.trimStart();
}
