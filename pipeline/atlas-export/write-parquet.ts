import { resolve } from "node:path";
import type { Column } from "../database/column-values.ts";
import { Database } from "../database/database.ts";
import type { MappedPaper } from "../export/mapped-paper.ts";
import { MAPPED_PAPER_COLUMNS } from "../export/write-csv.ts";

const LISTS: readonly (keyof MappedPaper)[] = ["urls", "sources", "listed", "authors", "categories", "keywords"];
const NUMBERS: Partial<Record<keyof MappedPaper, string>> = {
  probability: "DOUBLE",
  topic_id: "INTEGER",
  x: "DOUBLE",
  y: "DOUBLE",
};

/** Writes papers to a Parquet file: lists as lists, days of listing as dates. */
export async function writeParquet(path: string, papers: readonly MappedPaper[]): Promise<void> {
  const columns = MAPPED_PAPER_COLUMNS.map(
    (name) => `${name} ${NUMBERS[name] ?? (LISTS.includes(name) ? "VARCHAR[]" : "VARCHAR")}`,
  );
  const values = Object.fromEntries(
    MAPPED_PAPER_COLUMNS.map((name): [string, Column] => [name, papers.map((paper) => paper[name])]),
  );
  await copyRows(path, columns, values, "SELECT * REPLACE (listed::DATE[] AS listed) FROM rows");
}

/** Writes vectors to a Parquet file, a row a paper: paper_id and vector. */
export async function writeVectorParquet(
  path: string,
  { ids, values, dimensions }: { ids: string[]; values: Float32Array; dimensions: number },
): Promise<void> {
  const columns = ["paper_id VARCHAR", `vector FLOAT[${Math.max(1, dimensions)}]`];
  await copyRows(path, columns, { paper_id: ids, vector: { values, dimensions } }, "FROM rows");
}

/**
 * Copies rows out of a database in memory, which holds nothing but them: the file of a run is never open where files can be written, so that
 * no view in it can reach one.
 */
async function copyRows(
  path: string,
  columns: readonly string[],
  values: Record<string, Column>,
  query: string,
): Promise<void> {
  const database = await Database.open(":memory:");
  try {
    await database.execute(`CREATE TABLE rows (${columns.join(", ")})`);
    await database.append("rows", values);
    await database.execute(`COPY (${query}) TO ${quote(resolve(path))} (FORMAT parquet, COMPRESSION zstd)`);
  } finally {
    database.close();
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
