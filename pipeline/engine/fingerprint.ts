import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { type Database, SCHEMA_URL } from "../database/database.ts";
import type { EmbedderDescription } from "../embedding/embedder.ts";
import { hashFile, hashText } from "../hash.ts";
import { hashModule } from "./code-manifest.ts";
import { hashContentFolder, isContentFolder } from "./content-folder.ts";
import type { Stage } from "./stage.ts";

/** Returns a hash of a table's rows, whatever their order. Not for secrets: 64-bit row hashes, summed. */
export async function hashTable(database: Database, table: string): Promise<string> {
  return hashRows(database, table);
}

/** Hashes of a database's tables and figures. A table is read once: it must not change between the first time it is asked for and the last. */
export class TableHashes {
  readonly #database: Database;
  readonly #prefix: string;
  readonly #known = new Map<string, string>();

  /** `prefix` names the database, as "previous.". */
  constructor(database: Database, prefix = "") {
    this.#database = database;
    this.#prefix = prefix;
  }

  /** Returns the hash of a table's rows. */
  async hashTable(table: string): Promise<string> {
    const known = this.#known.get(table);
    if (known !== undefined) return known;
    const hash = await hashTable(this.#database, `${this.#prefix}"${table.replaceAll('"', '""')}"`);
    this.#known.set(table, hash);
    return hash;
  }

  /** Returns a hash of the figures of some stages. */
  async hashFigures(stages: readonly string[]): Promise<string> {
    const names = stages.map((_, index) => `$${index + 1}`).join(", ");
    const figures = `(SELECT * FROM ${this.#prefix}stage_figures WHERE stage IN (${names}))`;
    return hashRows(this.#database, figures, [...stages]);
  }

  /** Takes over the hash of a table that was copied from another database. */
  async takeOver(table: string, from: TableHashes): Promise<void> {
    this.#known.set(table, await from.hashTable(table));
  }
}

/**
 * Returns a hash of all that a stage's result depends on: its code and what that imports, the schema, its settings, the files it
 * reads, and the rows and figures it reads. `describeEmbedder` gives what a vector depends on besides its text.
 */
export async function hashInputs(
  stage: Stage,
  settings: Config,
  hashes: TableHashes,
  describeEmbedder: () => Promise<EmbedderDescription>,
): Promise<string> {
  const tables: Record<string, string> = {};
  for (const table of stage.reads) tables[table] = await hashes.hashTable(table);
  const inputs = {
    stage: stage.name,
    code: await hashModule(stage.module),
    schema: hashText(await readFile(SCHEMA_URL, "utf8")),
    settings: stage.settings.filter((name) => !stage.locations.includes(name)).map((name) => [name, settings[name]]),
    files: await stage.files(settings),
    embedder: stage.usesEmbedder(settings) ? await describeEmbedder() : {},
    tables,
    figures: stage.figures.length > 0 ? await hashes.hashFigures(stage.figures) : "",
  };
  return hashText(JSON.stringify(inputs));
}

/** Returns a hash of the tables, figures and files that a stage wrote. `folder` has the files. */
export async function hashOutputs(stage: Stage, hashes: TableHashes, folder: string): Promise<string> {
  const written: string[] = [];
  for (const table of stage.writes) written.push(await hashes.hashTable(table));
  written.push(await hashes.hashFigures([stage.name]));
  for (const file of stage.artifacts) written.push(await hashArtifact(join(folder, file)).catch(() => "missing"));
  return written.join(" ");
}

function hashArtifact(path: string): Promise<string> {
  return isContentFolder(path) ? hashContentFolder(path) : hashFile(path);
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
