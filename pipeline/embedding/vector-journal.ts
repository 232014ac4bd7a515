import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { Database } from "../database/database.ts";
import type { EmbeddedTexts, TextVector, VectorOrigin, VectorStore } from "./vector-store.ts";
import { VectorTable } from "./vector-table.ts";

const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS journal (
  text_hash VARCHAR, model VARCHAR, model_sha256 VARCHAR, dtype VARCHAR, max_tokens INTEGER, embedder_version VARCHAR, tokens INTEGER, vector FLOAT[]
)`;

/**
 * The vectors of a run that has not ended, papers' and phrases' alike. They are written as they are made, beside the output, so that a
 * run that was stopped goes on where it was. The file is made when there is something to keep.
 */
export class VectorJournal implements VectorStore {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** A journal that cannot be read is thrown away. */
  async read(origin: VectorOrigin): Promise<Map<string, TextVector>> {
    if (!existsSync(this.#path)) return new Map();
    try {
      return await this.#use((table) => table.read(origin));
    } catch {
      for (const file of [this.#path, `${this.#path}.wal`]) await rm(file, { force: true });
      return new Map();
    }
  }

  async add(origin: VectorOrigin, texts: EmbeddedTexts): Promise<void> {
    await this.#use((table) => table.add(origin, texts));
  }

  async #use<Result>(work: (table: VectorTable) => Promise<Result>): Promise<Result> {
    const database = await Database.open(this.#path);
    try {
      await database.execute(CREATE_TABLE);
      return await work(new VectorTable(database, "journal"));
    } finally {
      database.close();
    }
  }
}

/** Returns the store of a run: it has what a table of the last run has, if any, and what the journal has, and adds to the journal. */
export function createRunStore(database: Database, lastRun: string | null, journalPath: string): VectorStore {
  const table = lastRun === null ? null : new VectorTable(database, lastRun);
  const journal = new VectorJournal(journalPath);
  return {
    read: async (origin) => new Map([...((await table?.read(origin)) ?? []), ...(await journal.read(origin))]),
    add: (origin, texts) => journal.add(origin, texts),
  };
}
