import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { type Database, SCHEMA_URL } from "../database/database.ts";
import type { EmbedderDescription } from "../embedding/embedder.ts";
import { hashFile, hashText } from "../hash.ts";
import { hashModule } from "./code-manifest.ts";
import type { Stage } from "./stage.ts";

/** Returns a hash of a table's rows, whatever their order. Not for secrets: 64-bit row hashes, summed. */
export async function hashTable(database: Database, table: string): Promise<string> {
  return hashRows(database, table);
}

/** Returns a hash of the figures of some stages. `prefix` names the database, as "previous.". */
async function hashFigures(database: Database, stages: readonly string[], prefix = ""): Promise<string> {
  const names = stages.map((_, index) => `$${index + 1}`).join(", ");
  return hashRows(database, `(SELECT * FROM ${prefix}stage_figures WHERE stage IN (${names}))`, [...stages]);
}

/**
 * Returns a hash of all that a stage's result depends on: its code and what that imports, the schema, its settings, the files it
 * reads, and the rows and figures it reads. `describeEmbedder` gives what a vector depends on besides its text.
 */
export async function hashInputs(
  stage: Stage,
  settings: Config,
  database: Database,
  describeEmbedder: () => Promise<EmbedderDescription>,
): Promise<string> {
  const tables: Record<string, string> = {};
  for (const table of stage.reads) tables[table] = await hashTable(database, table);
  const inputs = {
    stage: stage.name,
    code: await hashModule(stage.module),
    schema: hashText(await readFile(SCHEMA_URL, "utf8")),
    settings: stage.settings.filter((name) => !stage.locations.includes(name)).map((name) => [name, settings[name]]),
    files: await stage.files(settings),
    embedder: stage.usesEmbedder(settings) ? await describeEmbedder() : {},
    tables,
    figures: stage.figures.length > 0 ? await hashFigures(database, stage.figures) : "",
  };
  return hashText(JSON.stringify(inputs));
}

/** Returns a hash of the tables, figures and files that a stage wrote. `prefix` names the database, as "previous."; `folder` has the files. */
export async function hashOutputs(database: Database, stage: Stage, folder: string, prefix = ""): Promise<string> {
  const hashes: string[] = [];
  for (const table of stage.writes) hashes.push(await hashTable(database, prefix + table));
  hashes.push(await hashFigures(database, [stage.name], prefix));
  for (const file of stage.artifacts) hashes.push(await hashFile(join(folder, file)).catch(() => "missing"));
  return hashes.join(" ");
}

/** Returns the names of what a stage wrote, in the order in which hashOutputs has their hashes. */
export function listOutputs({ writes, artifacts }: Pick<Stage, "writes" | "artifacts">): string[] {
  return [...writes, "stage_figures", ...artifacts];
}

async function hashRows(database: Database, rows: string, parameters: string[] = []): Promise<string> {
  const { digest } = await database.queryOne<{ digest: string }>(
    `SELECT count(*) || ':' || coalesce(sum(hash(content)::HUGEINT), 0) AS digest FROM ${rows} AS content`,
    parameters,
  );
  return digest;
}
