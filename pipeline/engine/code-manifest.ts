import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { hashText } from "../hash.ts";

/** Types do not change what runs, so that an import of types alone is passed over; a module named by its URL is bundled or run. */
const VALUE_IMPORT =
  /(?:^(?:import|export)(?! type\b)[^"';]*? from |^import |\bimport\(|new URL\()"(\.[^"]+\.(?:ts|json))"/gm;
const PACKAGE_IMPORT =
  /(?:^(?:import|export)(?! type\b)[^"';]*? from |^import |\bimport\()"((?:@[\w.-]+\/)?[a-z][\w.-]*)(?:\/[^"]*)?"/gm;

/** Folder of the modules: `pipeline/` in a checkout, `dist/` in the package. */
const ROOT = new URL("../", import.meta.url);
const MANIFEST_FILE = "code-manifest.json";

let builtManifest: Promise<Record<string, string>> | null = null;

/**
 * Returns a hash of a module's code, of every module of this project that it imports, and of the versions of the packages they use.
 * Compiled code has it from the manifest made at build; sources are hashed as they are. Both give the same hash for the same sources.
 */
export async function hashModule(moduleUrl: string): Promise<string> {
  if (moduleUrl.endsWith(".ts")) return hashSources(moduleUrl);
  builtManifest ??= readManifest();
  const name = nameModule(moduleUrl);
  const hash = (await builtManifest)[name];
  if (!hash) throw new Error(`${MANIFEST_FILE}: no hash of ${name}: build the package again`);
  return hash;
}

/** Returns the manifest of compiled modules: the hash of each module's sources by its path without ending. */
export async function buildManifest(moduleUrls: readonly string[]): Promise<Record<string, string>> {
  const manifest: Record<string, string> = {};
  for (const url of moduleUrls) manifest[nameModule(url)] = await hashSources(url);
  return manifest;
}

async function readManifest(): Promise<Record<string, string>> {
  return JSON.parse(await readFile(new URL(MANIFEST_FILE, ROOT), "utf8"));
}

function nameModule(moduleUrl: string): string {
  return fileURLToPath(moduleUrl)
    .slice(fileURLToPath(ROOT).length)
    .replaceAll("\\", "/")
    .replace(/\.\w+$/, "");
}

async function hashSources(moduleUrl: string): Promise<string> {
  const sources = new Map<string, string>();
  await collectSources(moduleUrl, sources);
  const packages = new Set([...sources.values()].flatMap(listPackages));
  const hashes = [...sources.values()].map(hashText).sort();
  return hashText([...hashes, ...(await listVersions(packages))].join());
}

async function collectSources(moduleUrl: string, sources: Map<string, string>): Promise<void> {
  if (sources.has(moduleUrl)) return;
  const source = await readFile(new URL(moduleUrl), "utf8");
  sources.set(moduleUrl, source);
  for (const [, specifier] of source.matchAll(VALUE_IMPORT)) {
    await collectSources(new URL(specifier!, moduleUrl).href, sources);
  }
}

function listPackages(source: string): string[] {
  return Array.from(source.matchAll(PACKAGE_IMPORT), ([, name]) => name!);
}

async function listVersions(packages: ReadonlySet<string>): Promise<string[]> {
  const { dependencies, devDependencies } = JSON.parse(await readFile(new URL("../package.json", ROOT), "utf8"));
  const versions: Record<string, string> = { ...devDependencies, ...dependencies };
  return [...packages]
    .filter((name) => versions[name])
    .sort()
    .map((name) => `${name}@${versions[name]}`);
}
