import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Config } from "../config.ts";
import type { Database } from "../database/database.ts";
import type { Stage } from "./stage.ts";

/** Types do not change what runs, so that an import of types alone is passed over; a module named by its URL is bundled or run. */
const VALUE_IMPORT = /(?:^(?:import|export)(?! type\b)[^"';]*? from |new URL\()"(\.[^"]+\.(?:ts|json))"/gm;
const SHARED_FILES = ["../database/schema.sql", "../../package-lock.json"];

/** Returns the SHA-256 of a text, in hex. */
export function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Returns a hash of a table's rows, whatever their order. Not for secrets: 64-bit row hashes, summed. */
export async function hashTable(database: Database, table: string): Promise<string> {
  const { digest } = await database.queryOne<{ digest: string }>(
    `SELECT count(*) || ':' || coalesce(sum(hash(content)::HUGEINT), 0) AS digest FROM ${table} AS content`,
  );
  return digest;
}

/**
 * Returns a hash of all that a stage's result depends on: its code and what that imports, the lockfile,
 * the schema, its settings, the files it reads, and the rows of the tables it reads.
 */
export async function hashInputs(stage: Stage, config: Config, database: Database): Promise<string> {
  const tables: Record<string, string> = {};
  for (const table of stage.reads) tables[table] = await hashTable(database, table);
  const inputs = {
    stage: stage.name,
    code: await hashModule(stage.module),
    settings: stage.settings.map((name) => [name, config[name]]),
    files: (await stage.files?.(config)) ?? {},
    tables,
  };
  return hashText(JSON.stringify(inputs));
}

/** Returns a hash of a module's source, of every module of this project that it imports, and of the lockfile and schema. */
export async function hashModule(moduleUrl: string): Promise<string> {
  const sources = new Map<string, string>();
  for (const file of SHARED_FILES) sources.set(file, await readFile(new URL(file, import.meta.url), "utf8"));
  await collectSources(moduleUrl, sources);
  const names = [...sources.values()].map(hashText).sort();
  return hashText(names.join());
}

async function collectSources(moduleUrl: string, sources: Map<string, string>): Promise<void> {
  if (sources.has(moduleUrl)) return;
  const source = await readFile(new URL(moduleUrl), "utf8");
  sources.set(moduleUrl, source);
  for (const [, specifier] of source.matchAll(VALUE_IMPORT)) {
    await collectSources(new URL(specifier!, moduleUrl).href, sources);
  }
}
