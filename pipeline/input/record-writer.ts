import { toColumns } from "../database/columns.ts";
import type { Database } from "../database/database.ts";
import type { RejectedRecord, SourceRecord } from "./record.ts";
import { toRecordColumns } from "./record-columns.ts";

/** Rows and characters that are held before they are written. */
const MOST_ROWS = 4096;
const MOST_CHARACTERS = 4 * 2 ** 20;

/** A number of a vector is held in as much memory as so many characters. */
const CHARACTERS_OF_A_NUMBER = 2;

/** Writes records to the tables records, record_vectors and rejected as they are read, a batch at a time, in the order in which they come. */
export class RecordWriter {
  readonly #database: Database;
  #records: SourceRecord[] = [];
  #rejected: RejectedRecord[] = [];
  #vectors: { source: string; position: number; vector: Float32Array }[] = [];
  #characters = 0;
  #hasWidth = false;

  constructor(database: Database) {
    this.#database = database;
  }

  async addRecord(record: SourceRecord, vector: Float32Array | null): Promise<void> {
    this.#records.push(record);
    if (vector) {
      this.#vectors.push({ source: record.source, position: record.position, vector });
      this.#characters += CHARACTERS_OF_A_NUMBER * vector.length;
    }
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
    for (const table of ["records", "record_vectors", "rejected"])
      await this.#database.execute(`DELETE FROM ${table} WHERE source = $1`, [source]);
  }

  /** Writes what is held. */
  async flush(): Promise<void> {
    await this.#database.append("records", toRecordColumns(this.#records));
    await this.#database.append("rejected", toColumns(this.#rejected));
    await this.#flushVectors();
    this.#records = [];
    this.#rejected = [];
    this.#characters = 0;
  }

  /** Sets how wide vectors are, before the first is written. */
  async setVectorWidth(dimensions: number): Promise<void> {
    if (!this.#hasWidth) await this.#database.setVectorWidth("record_vectors", "vector", dimensions);
    this.#hasWidth = true;
  }

  async #flushVectors(): Promise<void> {
    const [first] = this.#vectors;
    if (!first) return;
    const dimensions = first.vector.length;
    const values = new Float32Array(this.#vectors.length * dimensions);
    for (const [row, { vector }] of this.#vectors.entries()) values.set(vector, row * dimensions);
    await this.setVectorWidth(dimensions);
    await this.#database.append("record_vectors", {
      source: this.#vectors.map(({ source }) => source),
      position: this.#vectors.map(({ position }) => position),
      vector: { values, dimensions },
    });
    this.#vectors = [];
  }

  async #count(characters: number): Promise<void> {
    this.#characters += characters;
    const rows = this.#records.length + this.#rejected.length;
    if (rows >= MOST_ROWS || this.#characters >= MOST_CHARACTERS) await this.flush();
  }
}
