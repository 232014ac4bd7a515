import { execFile } from "node:child_process";
import { chmod, cp, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { bundleClient } from "../pipeline/atlas/bundle-client.ts";
import { buildManifest } from "../pipeline/engine/code-manifest.ts";
import { bundleWorker } from "../pipeline/engine/ray/bundle-worker.ts";

// `npm run build`: makes dist/, all that the package runs, from the sources. What it holds lies as in pipeline/.

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const SOURCES = join(ROOT, "pipeline");
const DIST = join(ROOT, "dist");
const COMPILER = join(dirname(fileURLToPath(import.meta.resolve("typescript/package.json"))), "bin/tsc");

await rm(DIST, { recursive: true, force: true });
await compile();
await copyTexts();
await writeFile(join(DIST, "atlas/client.js"), await bundleClient());
await writeFile(join(DIST, "engine/ray/worker.mjs"), await bundleWorker());
await writeFile(join(DIST, "code-manifest.json"), `${JSON.stringify(await hashStages(), null, 2)}\n`);
await chmod(join(DIST, "cli/main.js"), 0o755);

/** Compiles the modules that the command and the package's exports reach, with the JSON files they import. */
async function compile(): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [COMPILER, "-p", join(ROOT, "tsconfig.build.json")]);
  } catch (error) {
    throw new Error(`tsconfig.build.json: does not compile:\n${(error as { stdout: string }).stdout}`);
  }
}

/** Copies the schemas and the driver of Ray, which are read by name, and the licence of the word lists. */
async function copyTexts(): Promise<void> {
  for (const file of await readdir(SOURCES, { recursive: true })) {
    if (/\.(sql|txt|py)$/.test(file)) await cp(join(SOURCES, file), join(DIST, file));
  }
}

/** Returns the hashes by which compiled stages are known to be unchanged. */
async function hashStages(): Promise<Record<string, string>> {
  const stages = new URL("../pipeline/stages/", import.meta.url);
  const names = (await readdir(stages)).filter((name) => name.endsWith(".ts")).sort();
  return buildManifest(names.map((name) => new URL(name, stages).href));
}
