import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Database } from "../../pipeline/database/database.ts";
import type { StageResult } from "../../pipeline/engine/stage.ts";
import { READING_TABLES } from "../../pipeline/input/last-reading.ts";
import { silentLog } from "../../pipeline/log.ts";
import { parseStage } from "../../pipeline/stages/parse.ts";
import { contextFor } from "./stage-context.ts";

/** Content of files by their place in the feed. */
export type Feed = Readonly<Record<string, string | Uint8Array>>;

/** What was read, with the tables' rows in the order in which they stand there. */
export type Reading = { result: StageResult; lines: string[]; warnings: string[]; tables: Record<string, unknown[]> };

/** Where the last reading is kept. */
const LAST = "last";

/** Reads a feed with stage parse, again and again, each time with what was read the time before. */
export class FeedReader {
  readonly #folder: string;
  readonly #database: Database;
  #hasLast = false;

  private constructor(folder: string, database: Database) {
    this.#folder = folder;
    this.#database = database;
  }

  static async open(): Promise<FeedReader> {
    const database = await Database.open(":memory:");
    await database.createSchema();
    await database.execute(`CREATE SCHEMA ${LAST}`);
    return new FeedReader(await mkdtemp(join(tmpdir(), "feed-reader-")), database);
  }

  /** Reads a feed. What was read of it is the last reading from then on, changed by the SQL of `alter`, which names its tables `last.x`. */
  async read(feed: Feed, fields: Record<string, string> = {}, alter = ""): Promise<Reading> {
    const lines: string[] = [];
    const warnings: string[] = [];
    const log = {
      ...silentLog,
      info: (line: string) => void lines.push(line),
      warn: (line: string) => void warnings.push(line),
    };
    const previousTable = async (table: string) => (this.#hasLast ? `${LAST}.${table}` : null);
    for (const table of READING_TABLES) await this.#database.execute(`DELETE FROM ${table}`);
    const settings = { input: [await this.#put(feed)], fields };
    const result = await parseStage.run(contextFor(this.#database, settings, { log, previousTable }));
    const tables: Reading["tables"] = {};
    for (const table of READING_TABLES) {
      tables[table] = await this.#database.query(`SELECT * FROM ${table}`);
      await this.#database.execute(`CREATE OR REPLACE TABLE ${LAST}.${table} AS FROM ${table}`);
    }
    if (alter !== "") await this.#database.execute(alter);
    this.#hasLast = true;
    return { result, lines, warnings, tables };
  }

  /** Forgets what was read. */
  forget(): void {
    this.#hasLast = false;
  }

  async close(): Promise<void> {
    this.#database.close();
    await rm(this.#folder, { recursive: true });
  }

  async #put(feed: Feed): Promise<string> {
    const path = join(this.#folder, "feed");
    await rm(path, { recursive: true, force: true });
    for (const [place, content] of Object.entries(feed)) {
      await mkdir(dirname(join(path, place)), { recursive: true });
      await writeFile(join(path, place), content);
    }
    return path;
  }
}
