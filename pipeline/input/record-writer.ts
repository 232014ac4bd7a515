import { toColumns } from "../database/columns.ts";
import type { Database } from "../database/database.ts";
import type { RejectedRecord } from "./parse-file.ts";
import type { SourceRecord } from "./record.ts";
import { toRecordColumns } from "./record-columns.ts";

/** Rows and characters that are held before they are written. */
const MOST_ROWS = 4096;
const MOST_CHARACTERS = 4 * 2 ** 20;

/** Writes records to the tables records and rejected as they are read, a batch at a time, in the order in which they come. */
export class RecordWriter {
  readonly #database: Database;
  #records: SourceRecord[] = [];
  #rejected: RejectedRecord[] = [];
  #characters = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  async addRecord(record: SourceRecord): Promise<void> {
    this.#records.push(record);
    const { raw_title, raw_abstract, clean_title, clean_abstract } = record;
    await this.#count(raw_title.length + raw_abstract.length + clean_title.length + clean_abstract.length);
  }

  async addRejected(rejected: RejectedRecord): Promise<void> {
    this.#rejected.push(rejected);
    await this.#count(rejected.raw.length);
  }

  /** Takes back all that came of a source: its file turned out to be damaged. */
  async dropSource(source: string): Promise<void> {
    await this.flush();
    for (const table of ["records", "rejected"])
      await this.#database.execute(`DELETE FROM ${table} WHERE source = $1`, [source]);
  }

  /** Writes what is held. */
  async flush(): Promise<void> {
    await this.#database.append("records", toRecordColumns(this.#records));
    await this.#database.append("rejected", toColumns(this.#rejected));
    this.#records = [];
    this.#rejected = [];
    this.#characters = 0;
  }

  async #count(characters: number): Promise<void> {
    this.#characters += characters;
    const rows = this.#records.length + this.#rejected.length;
    if (rows >= MOST_ROWS || this.#characters >= MOST_CHARACTERS) await this.flush();
  }
}
