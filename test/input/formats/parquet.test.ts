import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../../pipeline/database/database.ts";
import { UserError } from "../../../pipeline/error.ts";
import { openFile } from "../../../pipeline/input/file-content.ts";
import { findFormat } from "../../../pipeline/input/formats/formats.ts";
import { parquet } from "../../../pipeline/input/formats/parquet.ts";
import type { FoundRecord, Rejection } from "../../../pipeline/input/record.ts";
import { readContent } from "./read-content.ts";

let folder: string;
let path: string;

/** Its name would be a pattern for DuckDB, and its folder a column. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parquet-"));
  await mkdir(join(folder, "year=1999"));
  path = join(folder, "year=1999", "p*[a]'?.parquet");
  const database = await Database.open(":memory:");
  const rows = `SELECT 'Title ' || i AS "Title", CASE WHEN i = 2 THEN NULL ELSE 'Abstract ' || i END AS abstract,
    ['Ada', 'Bo'] AS authors, [1.5::FLOAT, i] AS embedding, DATE '2026-01-01' + i::INTEGER AS published, 9007199254740993 + i AS big,
    'x'::BLOB AS bytes, {'k': [1]} AS nested, MAP {'a': i} AS pairs, 'nan'::DOUBLE AS lost, 1.5::DECIMAL(5, 2) AS price,
    TIMESTAMP '2026-01-02 03:04:05' AS time, 10::INTEGER AS upvotes FROM range(5000) AS t(i)`;
  await database.execute(`COPY (${rows}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`);
  database.close();
});

afterAll(() => rm(folder, { recursive: true }));

async function readAll(): Promise<(FoundRecord | Rejection)[]> {
  const read = [];
  for await (const entry of parquet.readRecords(openFile("a.parquet", path), { fields: { vectors: "embedding" } }))
    read.push(entry);
  return read;
}

describe("Parquet", () => {
  it("gives each row with its number, lists as lists, and the rest as JSON", async () => {
    const entries = await readAll();
    expect(entries).toHaveLength(5000);
    expect(entries[2]).toMatchObject({ line: 3, reason: "abstract: is missing" });
    expect(entries.every(({ line }, index) => line === index + 1)).toBe(true);
    expect(entries[4999]).toEqual({
      line: 5000,
      title: "Title 4999",
      abstract: "Abstract 4999",
      authors: ["Ada", "Bo"],
      published: "2039-09-09",
      upvotes: 10,
      vector: [1.5, 4999],
      extra: {
        big: "9007199254745992",
        bytes: "eA==",
        nested: { k: [1] },
        pairs: expect.anything(),
        price: 1.5,
        time: "2026-01-02T03:04:05.000Z",
      },
    });
  });

  it("is read from memory too, and leaves nothing behind", async () => {
    const before = await readdir(tmpdir());
    const { records, rejected } = await readContent(parquet, "a.parquet", await readFile(path));
    expect([records.length, rejected.length]).toEqual([4999, 1]);
    expect((await readdir(tmpdir())).filter((name) => name.startsWith("topic-atlas-"))).toEqual(
      before.filter((name) => name.startsWith("topic-atlas-")),
    );
  });

  it("is known by its first bytes, whatever its name", async () => {
    expect((await findFormat(openFile("a", path)))?.name).toBe("parquet");
  });

  it("that is cut off or damaged is refused", async () => {
    const bytes = await readFile(path);
    const half = readContent(parquet, "a.parquet", bytes.subarray(0, bytes.length / 2));
    await expect(half).rejects.toThrow(UserError);
    await expect(half).rejects.toThrow("a.parquet: cannot be read as Parquet, it may be cut off or damaged: ");
    const damaged = Buffer.from(bytes);
    damaged.fill(0xff, damaged.length - 200, damaged.length - 100);
    await expect(readContent(parquet, "a.parquet", damaged)).rejects.toThrow(UserError);
  });

  it("without a known column of titles is refused with its columns", async () => {
    const entries = readContent(parquet, "a.parquet", await readFile(path), { fields: { title: "Heading" } });
    await expect(entries).rejects.toThrow(
      'a.parquet: no column "Heading" (--title-field). It has: Title, abstract, authors, ',
    );
  });
});
