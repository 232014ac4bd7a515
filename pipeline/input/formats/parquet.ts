import { copyFile, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Database } from "../../database/database.ts";
import { describeError, UserError } from "../../error.ts";
import { toPrintableLine } from "../../text/printable.ts";
import type { FileContent, FileHead } from "../file-content.ts";
import type { FoundRecord, Rejection } from "../record.ts";
import { readTable } from "../table/read-table.ts";
import { toJsonValue } from "../table/to-json-value.ts";
import type { FieldRecord, Format, ReadOptions } from "./format.ts";

const MAGIC = "PAR1";
const SHOWN_OF_RAW = 2000;
const LONGEST_REASON = 200;

/** What DuckDB may hold of a file: a few row groups, since it reads them one by one. */
const MEMORY = 512 * 2 ** 20;

/** A Parquet file, read by DuckDB in a database of its own that can open no other file. The line of a record is the number of its row. */
export const parquet: Format = {
  name: "parquet",
  description: "Parquet, as .parquet",
  recognizes: ({ bytes }: FileHead) => Buffer.from(bytes.subarray(0, MAGIC.length)).toString("latin1") === MAGIC,
  readRecords,
};

async function* readRecords(file: FileContent, options: ReadOptions = {}): AsyncGenerator<FoundRecord | Rejection> {
  const folder = await mkdtemp(join(tmpdir(), "topic-atlas-"));
  try {
    const path = join(folder, "table.parquet");
    await place(file, path);
    yield* readFrom(path, file.source, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Gives a file a name that DuckDB takes as it is: in that of a user, * and [ would stand for others. */
async function place(file: FileContent, path: string): Promise<void> {
  if (file.path === null) {
    await writeFile(path, await file.readBytes());
    return;
  }
  const original = resolve(file.path);
  await symlink(original, path).catch(() => copyFile(original, path));
}

async function* readFrom(path: string, source: string, options: ReadOptions): AsyncGenerator<FoundRecord | Rejection> {
  const database = await Database.open(":memory:", { memory: MEMORY });
  const table = `read_parquet('${path.replaceAll("'", "''")}', hive_partitioning = false)`;
  try {
    await database.execute(`SET allowed_paths = ['${path.replaceAll("'", "''")}']`);
    await database.execute("SET enable_external_access = false; SET threads = 1");
    const described = await orUnreadable(source, () =>
      database.query<{ column_name: string }>(`DESCRIBE SELECT * FROM ${table}`),
    );
    const columns = described.map(({ column_name }) => column_name);
    yield* readTable(source, { columns }, readRows(database, table, source), options);
  } finally {
    database.close();
  }
}

async function* readRows(database: Database, table: string, source: string): AsyncGenerator<FieldRecord | Rejection> {
  const batches = database.stream<Record<string, unknown>>(`SELECT * FROM ${table}`);
  let line = 0;
  try {
    for (;;) {
      const { value, done } = await orUnreadable(source, () => batches.next());
      if (done) return;
      for (const row of value) {
        line += 1;
        const fields = Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, toJsonValue(cell)]));
        yield {
          line,
          fields,
          get raw() {
            return JSON.stringify(fields).slice(0, SHOWN_OF_RAW);
          },
        };
      }
    }
  } finally {
    await batches.return(undefined);
  }
}

async function orUnreadable<Result>(source: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const [reason = ""] = describeError(error).split("\n");
    throw new UserError(
      `${source}: cannot be read as Parquet, it may be cut off or damaged: ${toPrintableLine(reason.replace(/'[^']*table\.parquet'|"[^"]*table\.parquet"/g, "the file").slice(0, LONGEST_REASON))}. Write it again or take it out.`,
    );
  }
}
