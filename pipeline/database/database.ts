import { readFile } from "node:fs/promises";
import { type DuckDBConnection, DuckDBDataChunk, DuckDBInstance } from "@duckdb/node-api";
import { describeError, UserError } from "../error.ts";
import { GrowingIntegers } from "../numeric/growing-integers.ts";
import type { Vectors } from "../numeric/vectors.ts";
import { type Column, readColumn, readValue, readVectors } from "./column-values.ts";

/** A value bound to a parameter of a statement. */
export type Parameter = string | number | boolean | null;

/** Rows of a vector table in the order of the query. `vectors.values` has ids.length x vectors.dimensions numbers. */
export type IdentifiedVectors = { ids: string[]; vectors: Vectors };

/** The file that declares every table, view and macro. */
export const SCHEMA_URL = new URL("./schema.sql", import.meta.url);

const CHUNK_ROWS = 2048;
const SHOWN_SQL = 2000;

/** What DuckDB says of a block whose checksum is wrong, and of a file that cannot be read. */
const DAMAGE = /Corrupt database file|Could not read|Serialization Error/;

const OUT_OF_MEMORY = /^Out of Memory Error/;
/** What DuckDB says of a view that reads another file, in a database that is only read. */
const REACH = /^Permission Error/;

/**
 * One DuckDB file (or ":memory:"). Every statement that fails is rethrown with its SQL; one that fails since the file is damaged, or
 * reaches for others, as a UserError.
 */
export class Database {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #path: string;

  private constructor(path: string, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#path = path;
    this.#instance = instance;
    this.#connection = connection;
  }

  /** Opens a file, made if it does not exist. `memory`: bytes that DuckDB may take. Extensions are never downloaded. */
  static async open(path: string, options: { readOnly?: boolean; memory?: number } = {}): Promise<Database> {
    const instance = await DuckDBInstance.create(path, {
      access_mode: options.readOnly ? "READ_ONLY" : "READ_WRITE",
      ...(options.memory === undefined ? {} : { memory_limit: `${options.memory}B` }),
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
      // A file that someone else made may hold views that read other files of this machine.
      enable_external_access: options.readOnly ? "false" : "true",
    });
    return new Database(path, instance, await instance.connect());
  }

  /** Makes every table, view and macro of `schema.sql`. The database must be empty. */
  async createSchema(): Promise<void> {
    const schema = await readFile(SCHEMA_URL, "utf8");
    await this.transaction(() => this.execute(schema));
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  async execute(sql: string, parameters: Parameter[] = []): Promise<void> {
    await this.#withSql(sql, () => this.#connection.run(sql, parameters));
  }

  /** Returns the rows as plain objects: numbers, strings, booleans, null, arrays, Date for dates. Cast BIGINT counts in the SQL. */
  async query<Row>(sql: string, parameters: Parameter[] = []): Promise<Row[]> {
    const reader = await this.#withSql(sql, () => this.#connection.runAndReadAll(sql, parameters));
    return reader.getRowObjectsJS() as Row[];
  }

  /**
   * Gives the rows of a query a batch at a time, as they are needed, while other statements run. It is read on a connection of its own, which
   * sees only what is committed.
   */
  async *stream<Row>(sql: string): AsyncGenerator<Row[]> {
    const connection = await this.#instance.connect();
    try {
      const result = await this.#withSql(sql, () => connection.stream(sql));
      const batches = result.yieldRowObjectJs();
      for (;;) {
        const { value, done } = await this.#withSql(sql, () => batches.next());
        if (done) return;
        yield value as Row[];
      }
    } finally {
      connection.closeSync();
    }
  }

  /**
   * Gives the rows of a query a batch at a time as columns by name, on a connection of its own that sees only what is committed. Values are those of
   * `query`, but for dates: cast them in the SQL.
   */
  async *streamColumns<Columns extends Record<string, readonly unknown[]>>(sql: string): AsyncGenerator<Columns> {
    const connection = await this.#instance.connect();
    try {
      const result = await this.#withSql(sql, () => connection.stream(sql));
      const names = result.columnNames();
      for (;;) {
        const chunk = await this.#withSql(sql, () => result.fetchChunk());
        if (!chunk || chunk.rowCount === 0) return;
        const columns = chunk.getColumns().map((values) => values.map(readValue));
        yield Object.fromEntries(names.map((name, place) => [name, columns[place]!])) as unknown as Columns;
      }
    } finally {
      connection.closeSync();
    }
  }

  /** Returns the rows of a query as columns by name, as `streamColumns` gives them: for many rows, which as objects would take ten times the memory. */
  async queryColumns<Columns extends Record<string, readonly unknown[]>>(
    sql: string,
    names: readonly (keyof Columns & string)[],
  ): Promise<Columns> {
    const columns = Object.fromEntries(names.map((name) => [name, [] as unknown[]]));
    for await (const batch of this.streamColumns<Columns>(sql))
      for (const name of names) for (const value of batch[name]!) columns[name]!.push(value);
    return columns as unknown as Columns;
  }

  /** Returns the only row. Throws when there is none or more than one. */
  async queryOne<Row>(sql: string, parameters: Parameter[] = []): Promise<Row> {
    const rows = await this.query<Row>(sql, parameters);
    if (rows.length !== 1) throw new Error(`rows where 1 was expected: ${rows.length}\n${sql}`);
    return rows[0]!;
  }

  /** Reads a query of two columns, an id and a vector, into one flat array. Every vector must have the same width. */
  async queryVectors(sql: string, parameters: Parameter[] = []): Promise<IdentifiedVectors> {
    const result = await this.#withSql(sql, () => this.#connection.run(sql, parameters));
    const ids: string[] = [];
    const parts: Float32Array[] = [];
    let dimensions = 0;
    for (;;) {
      const chunk = await this.#withSql(sql, () => result.fetchChunk());
      if (!chunk || chunk.rowCount === 0) break;
      const part = readVectors(chunk.getColumnVector(1), chunk.rowCount);
      dimensions = part.length / chunk.rowCount;
      ids.push(...(chunk.getColumnValues(0) as string[]));
      parts.push(part);
    }
    const values = new Float32Array(ids.length * dimensions);
    let offset = 0;
    for (const part of parts) {
      values.set(part, offset);
      offset += part.length;
    }
    return { ids, vectors: { values, dimensions } };
  }

  /** Reads a query of one column, of whole numbers that are never NULL, into a flat array. */
  async queryIntegers(sql: string, parameters: Parameter[] = []): Promise<Int32Array> {
    const result = await this.#withSql(sql, () => this.#connection.run(sql, parameters));
    const numbers = new GrowingIntegers();
    for (;;) {
      const chunk = await this.#withSql(sql, () => result.fetchChunk());
      if (!chunk || chunk.rowCount === 0) return numbers.view();
      const column = chunk.getColumnVector(0);
      for (let row = 0; row < chunk.rowCount; row++) numbers.push(column.getItem(row) as number);
    }
  }

  /**
   * Appends rows, given as columns by name, through the chunked appender.
   * A column of the table that is not given becomes NULL. Throws on an unknown column, columns of unequal length, or a vector that holds a NaN.
   */
  async append(table: string, columns: Record<string, Column>): Promise<void> {
    const shape = await this.#connection.run(`SELECT * FROM ${table} LIMIT 0`);
    const names = shape.columnNames();
    for (const name of Object.keys(columns)) {
      if (!names.includes(name)) throw new Error(`unknown column of ${table}: ${name}`);
    }
    const readers = names.map((name) => readColumn(table, name, columns[name]));
    const count = readers.find((reader) => reader.count !== null)?.count ?? 0;
    for (const [index, reader] of readers.entries()) {
      if (reader.count !== null && reader.count !== count)
        throw new Error(`rows of ${table}.${names[index]}: ${reader.count} where other columns have ${count}`);
    }
    const appender = await this.#connection.createAppender(table);
    try {
      for (let start = 0; start < count; start += CHUNK_ROWS) {
        const rows = Math.min(CHUNK_ROWS, count - start);
        const chunk = DuckDBDataChunk.create(shape.columnTypes(), rows);
        chunk.setColumns(readers.map(({ read }) => Array.from({ length: rows }, (_, row) => read(start + row))));
        await this.#withSql(`append to ${table}`, async () => appender.appendDataChunk(chunk));
      }
      await this.#withSql(`append to ${table}`, async () => appender.flushSync());
    } finally {
      appender.closeSync();
    }
  }

  /** Runs the work in one transaction: all of it is kept, or none. */
  async transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.execute("BEGIN TRANSACTION");
    try {
      const result = await work();
      await this.execute("COMMIT");
      return result;
    } catch (error) {
      // A rollback that fails, too, must not hide what went wrong first.
      await this.execute("ROLLBACK").catch(() => {});
      throw error;
    }
  }

  async #withSql<Result>(sql: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      const message = describeError(error);
      if (OUT_OF_MEMORY.test(message)) {
        const [reason] = message.split("\n");
        throw new UserError(`--memory: not enough for the database: ${reason}\nAllow more, or give fewer papers.`, {
          cause: error,
        });
      }
      if (DAMAGE.test(message)) {
        const [reason] = message.split("\n");
        throw new UserError(
          `${this.#path}: is damaged: ${reason}\nRun the pipeline with --force: it keeps the file under another name and makes a new one.`,
          { cause: error },
        );
      }
      if (REACH.test(message)) {
        const [reason] = message.split("\n");
        throw new UserError(
          `${this.#path}: reaches for other files: ${reason}\nA file that a run made does not. Do not trust it, or make it anew.`,
          { cause: error },
        );
      }
      throw new Error(`${message}\n${sql.slice(0, SHOWN_SQL)}`, { cause: error });
    }
  }

  /** Sets the width of a vector column, as FLOAT[dimensions]. The table must be empty. */
  async setVectorWidth(table: string, column: string, dimensions: number): Promise<void> {
    await this.execute(`ALTER TABLE ${table} ALTER ${column} TYPE FLOAT[${dimensions}]`);
  }
}
