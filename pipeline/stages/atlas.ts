import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildAtlasData, buildAtlasTexts, buildColumnData } from "../atlas/build-atlas-data.ts";
import { bundleClient } from "../atlas/bundle-client.ts";
import { CHUNK_FOLDER, type ChunkIndex } from "../atlas/chunk-format.ts";
import { renderPage } from "../atlas/page.ts";
import { COUNT_MAPPED } from "../atlas/queries.ts";
import { readAtlasRows, readTopicRows } from "../atlas/read-atlas-rows.ts";
import { readLargeColumns, readTextBlocks } from "../atlas/read-large-atlas.ts";
import { writeChunks } from "../atlas/write-chunks.ts";
import { chooseDarkColors } from "../charts/dark-colors.ts";
import type { Database } from "../database/database.ts";
import { writeContentList } from "../engine/content-folder.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { hashText } from "../hash.ts";
import { formatCount, formatFigure, roundFigure } from "../text/format-figure.ts";

const PAGE_FILE = "atlas.html";

/** Up to so many papers the page holds everything: it can be mailed, and takes 8 MB. Beyond, long texts stand in files beside it. */
export const MOST_IN_ONE_FILE = 10_000;

/** Writes the map and all that can be asked of it as a page that needs no network. */
export const atlasStage = defineStage({
  name: "atlas",
  module: import.meta.url,
  reads: [
    "papers",
    "appearances",
    "neighbors",
    "topic_papers",
    "topics",
    "topic_terms",
    "topic_words",
    "label_evidence",
    "paper_terms",
    "paper_sentences",
    "positions",
    "topic_marks",
    "topic_trends",
    "phrase_trends",
    "paper_upvotes",
  ],
  figures: ["project"],
  writes: [],
  artifacts: [PAGE_FILE, `${CHUNK_FOLDER}/`],
  settings: ["singleFile"],
  run,
});

type Page = { html: string; papers: number; chunks: number; bytes: number };

async function run({ database, settings, outputDirectory }: StageContext<"singleFile">): Promise<StageResult> {
  const { papers: count } = await database.queryOne<{ papers: number }>(COUNT_MAPPED);
  const isWhole = settings.singleFile || count <= MOST_IN_ONE_FILE;
  const { html, papers, chunks, bytes } = isWhole
    ? await makeWholePage(database)
    : await makeLargePage(database, join(outputDirectory, CHUNK_FOLDER));
  await writeFile(join(outputDirectory, PAGE_FILE), html);
  const megabytes = Buffer.byteLength(html) / 1e6;
  const beside =
    chunks === 0 ? "" : `, and ${formatCount(chunks, "file")} of ${formatFigure(bytes / 1e6, 0)} MB beside it`;
  return {
    rowsIn: papers,
    rowsOut: papers,
    summary: `${PAGE_FILE}, ${formatFigure(megabytes, 1)} MB${beside}`,
    figures: {
      page_megabytes: roundFigure(megabytes, 3),
      ...(chunks > 0 && { chunk_megabytes: roundFigure(bytes / 1e6, 3) }),
    },
  };
}

async function makeWholePage(database: Database): Promise<Page> {
  const rows = await readAtlasRows(database);
  const held = buildAtlasTexts(rows);
  const html = renderPage(buildAtlasData(rows, chooseDarkColors), { held }, await bundleClient());
  return { html, papers: rows.papers.length, chunks: 0, bytes: 0 };
}

/** Makes a page whose long texts stand in a folder beside it, and writes those. */
async function makeLargePage(database: Database, folder: string): Promise<Page> {
  const data = buildColumnData(await readLargeColumns(database), await readTopicRows(database), chooseDarkColors);
  const { index, sums, bytes } = await writeChunkFiles(database, folder);
  const html = renderPage(data, { chunks: index }, await bundleClient());
  return { html, papers: data.papers.id.length, chunks: sums.size, bytes };
}

async function writeChunkFiles(
  database: Database,
  folder: string,
): Promise<{ index: ChunkIndex; sums: Map<string, string>; bytes: number }> {
  const sums = new Map<string, string>();
  let bytes = 0;
  await mkdir(folder, { recursive: true });
  const index = await writeChunks(
    (papers) => readTextBlocks(database, papers),
    async ({ name, script }) => {
      const file = `${name}.js`;
      await writeFile(join(folder, file), script);
      sums.set(file, hashText(script));
      bytes += script.length;
    },
  );
  await writeContentList(folder, sums);
  return { index, sums, bytes };
}
