import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it, and returns the ones that were not there, the deepest first.
 * Node's own recursive mkdir never ends in file systems such as /proc, which refuse a folder by saying that its parent is missing.
 */
export async function makeFolder(path: string): Promise<string[]> {
  try {
    await mkdir(path);
    return [path];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && (await stat(path)).isDirectory()) return [];
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    const above = await makeFolder(dirname(path));
    await mkdir(path);
    return [path, ...above];
  }
}
