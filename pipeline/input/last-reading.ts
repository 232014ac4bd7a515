import type { Database } from "../database/database.ts";
import type { InputFileRow } from "./read-input-file.ts";
import type { RejectedRecord } from "./record.ts";
import type { FirstVector } from "./vector-check.ts";

/** Tables that hold what came of a file, row by row, in the order in which files are read. */
const ROW_TABLES = ["records", "record_vectors", "rejected"] as const;

/** All tables of a reading. */
export const READING_TABLES = [...ROW_TABLES, "input_files", "file_readings"] as const;

type ReadingTable = (typeof READING_TABLES)[number];

/** A row of the table file_readings: by it the next run knows a file that it need not read again. */
export type FileReading = { source: string; content_hash: string; reading_hash: string };

/** Rows of a table that follow each other, by their first and last row id. */
type RowRange = { first: number; last: number };

/** What the last run read of its input files: what is unchanged is taken over from there. */
export class LastReading {
  readonly #database: Database;
  readonly #names: Record<ReadingTable, string>;
  readonly #known: ReadonlyMap<string, InputFileRow & FileReading>;
  readonly #ranges: ReadonlyMap<string, ReadonlyMap<string, RowRange>>;
  readonly #pending = new Map<string, RowRange>();

  private constructor(
    database: Database,
    names: Record<ReadingTable, string>,
    known: ReadonlyMap<string, InputFileRow & FileReading>,
    ranges: ReadonlyMap<string, ReadonlyMap<string, RowRange>>,
  ) {
    this.#database = database;
    this.#names = names;
    this.#known = known;
    this.#ranges = ranges;
  }

  /** Returns the last run's reading; null where it has not all of its tables. `findTable` gives their qualified names. */
  static async open(
    database: Database,
    findTable: (table: ReadingTable) => Promise<string | null>,
  ): Promise<LastReading | null> {
    const found = new Map<string, string>();
    for (const table of READING_TABLES) {
      const name = await findTable(table);
      if (name !== null) found.set(table, name);
    }
    if (found.size < READING_TABLES.length) return null;
    const names = Object.fromEntries(found) as Record<ReadingTable, string>;
    const rows = await database.query<InputFileRow & FileReading>(
      `SELECT * FROM ${names.input_files} JOIN ${names.file_readings} USING (source)`,
    );
    const ranges = new Map<string, ReadonlyMap<string, RowRange>>();
    for (const table of ROW_TABLES) ranges.set(table, await readRanges(database, names[table]));
    return new LastReading(database, names, new Map(rows.map((row) => [row.source, row])), ranges);
  }

  /** Returns whether the last run read a file of this name, whatever was in it. */
  has(source: string): boolean {
    return this.#known.has(source);
  }

  /** Returns the row of input_files of a file that was read from these bytes in this way; null where there is none. */
  find({ source, content_hash, reading_hash }: FileReading): InputFileRow | null {
    const known = this.#known.get(source);
    if (known?.content_hash !== content_hash || known.reading_hash !== reading_hash) return null;
    const { content_hash: _, reading_hash: __, ...row } = known;
    return row;
  }

  /** Returns the rejected records of a source in order, without their text. */
  async readRejected(source: string): Promise<RejectedRecord[]> {
    if (!this.#ranges.get("rejected")!.has(source)) return [];
    return this.#database.query(
      `SELECT source, line, reason, '' AS raw FROM ${this.#names.rejected} WHERE source = $1 ORDER BY rowid`,
      [source],
    );
  }

  /** Returns the first vector of a source; null where it has none. */
  async readFirstVector(source: string): Promise<FirstVector | null> {
    const { records, record_vectors } = this.#names;
    const [first] = await this.#database.query<FirstVector>(
      `SELECT len(vector::FLOAT[])::INTEGER AS width, source || ':' || line AS place
       FROM ${record_vectors} JOIN ${records} USING (source, position) WHERE source = $1 ORDER BY position LIMIT 1`,
      [source],
    );
    return first ?? null;
  }

  /** Takes over the rows of a source. They are written with those next to them in the last run, by `flush` at the latest. */
  async copy(source: string): Promise<void> {
    for (const table of ROW_TABLES) {
      const range = this.#ranges.get(table)!.get(source);
      if (!range) continue;
      const pending = this.#pending.get(table);
      if (pending && pending.last + 1 === range.first) pending.last = range.last;
      else {
        await this.#write(table);
        this.#pending.set(table, { ...range });
      }
    }
  }

  /** Writes the rows that were taken over and are not written yet. */
  async flush(): Promise<void> {
    for (const table of ROW_TABLES) await this.#write(table);
  }

  async #write(table: (typeof ROW_TABLES)[number]): Promise<void> {
    const range = this.#pending.get(table);
    if (!range) return;
    this.#pending.delete(table);
    await this.#database.execute(
      `INSERT INTO ${table} SELECT * FROM ${this.#names[table]} WHERE rowid BETWEEN ${range.first} AND ${range.last}`,
    );
  }
}

/** Returns where the rows of each source stand in a table. They follow each other: a source is written as a whole. */
async function readRanges(database: Database, table: string): Promise<Map<string, RowRange>> {
  const rows = await database.query<RowRange & { source: string }>(
    `SELECT source, min(rowid)::DOUBLE AS first, max(rowid)::DOUBLE AS last FROM ${table} GROUP BY source`,
  );
  return new Map(rows.map(({ source, first, last }) => [source, { first, last }]));
}
