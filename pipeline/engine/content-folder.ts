import { readdir, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hashFile, hashText } from "../hash.ts";

/**
 * A folder whose files are named by a hash of their content, such as 0123456789abcdef.js, with a list of them. How many there are, a run decides. An artifact
 * of a stage is such a folder where its name ends with a slash.
 */
const LIST = "SHA256SUMS";
const OWN_FILE = /^[0-9a-f]{16}\.[a-z]+$/;
const LIST_LINE = /^([0-9a-f]{64}) {2}([0-9a-f]{16}\.[a-z]+)$/;

/** Returns whether an artifact is a folder of files named by their content. */
export function isContentFolder(artifact: string): boolean {
  return artifact.endsWith("/");
}

/** Writes the list of a folder's files, given their SHA-256 by name; `sha256sum -c` reads it. */
export async function writeContentList(folder: string, sums: ReadonlyMap<string, string>): Promise<void> {
  const lines = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, sum]) => `${sum}  ${name}\n`);
  await writeFile(join(folder, LIST), lines.join(""));
}

/** Returns a hash of the files that a folder's list names. Throws where one of them, or the list, is not there. */
export async function hashContentFolder(folder: string): Promise<string> {
  const found: string[] = [];
  for (const name of await readNames(folder)) found.push(`${await hashFile(join(folder, name))}  ${name}`);
  return hashText(found.join("\n"));
}

/** Returns the names in a folder's list; none where it has none. */
export async function listContent(folder: string): Promise<Set<string>> {
  return new Set(await readNames(folder).catch(() => []));
}

/** Takes away the files of a folder that are not among those to keep; those that are not named as its own stay. An empty folder goes, too. */
export async function pruneContent(folder: string, kept: ReadonlySet<string>): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) if (OWN_FILE.test(name) && !kept.has(name)) await rm(join(folder, name), { force: true });
  await rmdir(folder).catch(() => {});
}

/** Takes away a folder's list: its files belong to no page of the newest run. */
export async function dropContentList(folder: string): Promise<void> {
  await rm(join(folder, LIST), { force: true });
}

async function readNames(folder: string): Promise<string[]> {
  const lines = (await readFile(join(folder, LIST), "utf8")).split("\n");
  return lines.flatMap((line) => LIST_LINE.exec(line)?.[2] ?? []);
}
