import { readdir, writeFile } from "node:fs/promises";
import { buildManifest } from "../engine/code-manifest.ts";

/** Run by the build: `tsx pipeline/cli/write-code-manifest.ts <file>` writes the hashes by which compiled stages are skipped. */
const STAGES = new URL("../stages/", import.meta.url);

const file = process.argv[2];
if (!file) throw new Error("usage: write-code-manifest.ts <file>");
const names = (await readdir(STAGES)).filter((name) => name.endsWith(".ts")).sort();
const manifest = await buildManifest(names.map((name) => new URL(name, STAGES).href));
await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
