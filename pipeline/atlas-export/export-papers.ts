import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import type { Database } from "../database/database.ts";
import type { MappedPaper } from "../export/mapped-paper.ts";
import { writeBibtex } from "../export/write-bibtex.ts";
import { writeCslJson } from "../export/write-csl-json.ts";
import { writeMappedCsv } from "../export/write-csv.ts";
import { writeGraphml } from "../export/write-graphml.ts";
import { writeJsonLines } from "../export/write-json-lines.ts";
import { writeNpy } from "../export/write-npy.ts";
import { writePoints } from "../export/write-points.ts";
import { writeRis } from "../export/write-ris.ts";
import type { ExportFormat } from "./export-format.ts";
import { checkPlace, type FileToPlace, type Place, placeFiles } from "./place-file.ts";
import { readNeighborPairs, readVectorsOf } from "./read-mapped-papers.ts";
import { writeParquet, writeVectorParquet } from "./write-parquet.ts";

/** A file that was written. */
export type WrittenFile = { path: string; papers: number; bytes: number };

/** Neighbours of each paper that the graph has. */
export const GRAPH_NEIGHBORS = 10;

/** Returns papers in a format that is text. */
export async function writeExportText(
  database: Database,
  papers: readonly MappedPaper[],
  format: Exclude<ExportFormat, "parquet" | "vectors">,
): Promise<string> {
  switch (format) {
    case "csv":
      return writeMappedCsv(papers);
    case "jsonl":
      return writeJsonLines(papers);
    case "bibtex":
      return writeBibtex(papers);
    case "ris":
      return writeRis(papers);
    case "csl":
      return writeCslJson(papers);
    case "graphml":
      return writeGraphml(papers, await readNeighborPairs(database, papers, GRAPH_NEIGHBORS));
    case "points":
      return writePoints(papers);
  }
}

/** Writes papers to a file, whole or not at all, and returns what was written. Ids of the vectors of a .npy stand in a file beside it. */
export async function exportPapers(
  database: Database,
  papers: readonly MappedPaper[],
  format: ExportFormat,
  path: string,
): Promise<WrittenFile[]> {
  if (format === "vectors") return exportVectors(database, papers, path);
  const file =
    format === "parquet"
      ? { path, write: (part: string) => writeParquet(part, papers) }
      : writeText(path, await writeExportText(database, papers, format));
  return place([file], papers.length);
}

/** Throws a UserError where any of the files that a format makes must not be written. */
export function checkExport({ path, force }: Place, format: ExportFormat, kept: readonly string[]): void {
  checkPlace({ path, force }, kept);
  if (format === "vectors" && !isParquet(path)) checkPlace({ path: nameIds(path), force }, kept);
}

async function exportVectors(database: Database, papers: readonly MappedPaper[], path: string): Promise<WrittenFile[]> {
  const vectors = await readVectorsOf(database, papers);
  const count = vectors.ids.length;
  if (isParquet(path)) return place([{ path, write: (part) => writeVectorParquet(part, vectors) }], count);
  const array = { path, write: (part: string) => writeFile(part, writeNpy(vectors), { flag: "wx" }) };
  return place([array, writeText(nameIds(path), vectors.ids.map((id) => `${id}\n`).join(""))], count);
}

async function place(files: readonly FileToPlace[], papers: number): Promise<WrittenFile[]> {
  const sizes = await placeFiles(files);
  return files.map(({ path }, place) => ({ path, papers, bytes: sizes[place]! }));
}

function writeText(path: string, text: string): FileToPlace {
  return { path, write: (part) => writeFile(part, text, { flag: "wx" }) };
}

function isParquet(path: string): boolean {
  return extname(path).toLowerCase() === ".parquet";
}

/** Returns the file of ids beside one of vectors: papers.npy has papers.ids.txt. */
function nameIds(path: string): string {
  const ending = extname(path);
  return `${ending === "" ? path : path.slice(0, -ending.length)}.ids.txt`;
}
