import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildAtlasData, buildAtlasTexts } from "../atlas/build-atlas-data.ts";
import { bundleClient } from "../atlas/bundle-client.ts";
import { renderPage } from "../atlas/page.ts";
import { readAtlasRows } from "../atlas/read-atlas-rows.ts";
import { chooseDarkColors } from "../charts/dark-colors.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { formatFigure, roundFigure } from "../text/format-figure.ts";

const PAGE_FILE = "atlas.html";

/** Writes the map and all that can be asked of it as one page that needs no network. */
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
  artifacts: [PAGE_FILE],
  settings: [],
  run,
});

async function run({ database, outputDirectory }: StageContext): Promise<StageResult> {
  const rows = await readAtlasRows(database);
  const page = renderPage(buildAtlasData(rows, chooseDarkColors), buildAtlasTexts(rows), await bundleClient());
  await writeFile(join(outputDirectory, PAGE_FILE), page);
  const megabytes = Buffer.byteLength(page) / 1e6;
  return {
    rowsIn: rows.papers.length,
    rowsOut: rows.papers.length,
    summary: `${PAGE_FILE}, ${formatFigure(megabytes, 1)} MB`,
    figures: { page_megabytes: roundFigure(megabytes, 3) },
  };
}
