import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join, relative, sep } from "node:path";
import { type Zippable, zip } from "fflate";
import { type ModelLocation, WEIGHTS } from "../../embedding/model-directories.ts";
import { UserError } from "../../error.ts";
import { bundleWorker } from "./bundle-worker.ts";

/** Files of a zip by their paths in it. */
export type PackedFiles = Record<string, Uint8Array>;

/** Ray takes no larger package: it goes through one message. */
export const MOST_PACKED = 500 * 2 ** 20;

/** The same files give the same zip, whenever it is made. */
const TIME = new Date(1980, 0, 1, 12);

const WORKER_FILE = "topic-atlas-worker.mjs";

/** Parts of packages that a worker reads: of ONNX Runtime the code for Linux, where clusters run. */
const PACKAGES: readonly [name: string, keep: RegExp][] = [
  ["onnxruntime-common", /^(package\.json|dist\/.*\.(js|json|mjs|cjs))$/],
  ["onnxruntime-node", /^(package\.json|dist\/.*\.js|bin\/[\w-]+\/linux\/.*)$/],
];

/** All that a worker needs beside Node.js, and the name of the model's folder in it. */
export type PackedProgram = { files: PackedFiles; model: string };

/** Returns a worker's script, ONNX Runtime, and the model. */
export async function packProgram(model: ModelLocation): Promise<PackedProgram> {
  const files: PackedFiles = { [WORKER_FILE]: Buffer.from(await bundleWorker()) };
  for (const [name, keep] of PACKAGES) {
    const folder = findPackage(name);
    for (const file of (await listFiles(folder)).filter((path) => keep.test(path)))
      files[`node_modules/${name}/${file}`] = await readFile(join(folder, file));
  }
  const folder = join(model.root, model.name);
  const name = basename(model.name);
  const weights = basename(WEIGHTS[model.dtype]);
  for (const file of await listFiles(folder))
    if (!file.startsWith("onnx/") || basename(file).startsWith(weights))
      files[`model/${name}/${file}`] = await readFile(join(folder, file));
  return { files, model: name };
}

/** Returns a zip of files, in order of path. Throws a UserError where it would be larger than Ray takes. */
export async function zipFiles(files: PackedFiles, thing: string): Promise<Uint8Array<ArrayBuffer>> {
  const size = Object.values(files).reduce((sum, { length }) => sum + length, 0);
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  const zippable: Zippable = Object.fromEntries(
    sorted.map(([path, bytes]) => [path, [bytes, { level: isPacked(path) ? 0 : 1, mtime: TIME }]]),
  );
  const packed = await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) =>
    zip(zippable, (error, data) => (error ? reject(error) : resolve(data as Uint8Array<ArrayBuffer>))),
  );
  if (packed.length > MOST_PACKED)
    throw new UserError(
      `--engine ray: ${thing}: ${megabytes(packed.length)} MB packed (${megabytes(size)} MB), and Ray takes ${megabytes(MOST_PACKED)} MB at most. Share the work with \`topic-atlas embed --shard\` instead.`,
    );
  return packed;
}

function isPacked(path: string): boolean {
  return path.endsWith(".parquet");
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6);
}

function findPackage(name: string): string {
  const entry = createRequire(import.meta.url).resolve(name);
  const end = entry.lastIndexOf(`${join("node_modules", name)}${sep}`);
  return join(entry.slice(0, end), "node_modules", name);
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll(sep, "/"))
    .sort();
}
