import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { compareDatabases } from "../compare-databases.ts";

/** Files below a folder with the SHA-256 of their content. */
export type Tree = Map<string, string>;

/** What stands in an output: the last good one, the new one, or a whole new one some files of which the next command moves into place. */
export type Verdict = "old" | "new" | "half moved";

const WORK = ".atlas";
const READY = join(WORK, "ready");
const DATABASE = "atlas.duckdb";

/** Reads a folder; one that is not there has no files. */
export async function readTree(folder: string): Promise<Tree> {
  const tree: Tree = new Map();
  if (!existsSync(folder)) return tree;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    tree.set(
      relative(folder, path),
      createHash("sha256")
        .update(await readFile(path))
        .digest("hex"),
    );
  }
  return tree;
}

/** Returns the files and folders of a folder that belong to runs under way, and not to an output. */
export async function listWork(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.split(sep).includes(WORK)).sort();
}

/**
 * Says what stands in `folder`, where `old` was before and a run without faults makes what is in `reference`. Throws where it is none of
 * what it may be.
 */
export async function judgeOutput(folder: string, old: Tree, reference: string): Promise<Verdict> {
  const all = await readTree(folder);
  const shown: Tree = new Map([...all].filter(([name]) => !name.split(sep).includes(WORK)));
  const isDecided = [...all.keys()].some((name) => name.includes(`${READY}${sep}`));
  if (!isDecided && describe(shown) === describe(old)) return "old";
  const expected = await readTree(reference);
  const ready = new Map<string, string>();
  for (const [name, hash] of all) {
    const [before, after] = name.split(`${READY}${sep}`);
    if (after !== undefined) ready.set(join(before!, after), hash);
  }
  for (const [name, hash] of shown) {
    if (old.get(name) === hash) continue;
    if (name === DATABASE) await requireSameTables(join(folder, name), join(reference, name));
    else if (expected.get(name) !== hash) throw new Error(`${name}: neither the old file nor the new one`);
  }
  const whole = new Map([...shown, ...ready]);
  for (const [name, hash] of expected) {
    const isNew = name === DATABASE ? whole.get(name) !== old.get(name) : whole.get(name) === hash;
    const wasSame = old.get(name) === hash;
    if (!isNew && !wasSame)
      throw new Error(`${name}: ${whole.has(name) ? "is the old file" : "is missing"} beside new ones`);
  }
  for (const name of whole.keys()) if (!expected.has(name)) throw new Error(`${name}: should not be there`);
  return isDecided ? "half moved" : "new";
}

/** Throws where two databases differ in more than the log of their runs, or one of them cannot be read by itself. */
export async function requireSameTables(path: string, reference: string): Promise<void> {
  if (existsSync(`${path}.wal`)) throw new Error(`${path}: a log lies beside it`);
  const { differing } = await compareDatabases(path, reference);
  if (differing.length > 0) throw new Error(`${path}: other rows in ${differing.map(({ table }) => table).join(", ")}`);
}

function describe(tree: Tree): string {
  return [...tree]
    .map((entry) => entry.join(" "))
    .sort()
    .join("\n");
}
