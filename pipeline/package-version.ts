import { readFile } from "node:fs/promises";

/** Returns the version of this program, as its package says. */
export async function readVersion(): Promise<string> {
  const manifest = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  return manifest.version;
}
