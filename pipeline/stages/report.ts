import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Config, SETTING_NAMES } from "../config.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { composeReport, writeReport } from "../report/report.ts";
import { readReportData } from "../report/report-data.ts";
import { writeReportPage } from "../report/report-html.ts";
import type { ShownSetting } from "../report/report-rows.ts";
import { shrinkPicture, shrinkWithoutTitle } from "../report/shrink-picture.ts";
import { drawSmallMap, SMALL_MAP_NOTE } from "../report/small-map.ts";
import { MAP_ADDRESS } from "../report/summary.ts";

/** Settings of how a run is done: what comes out does not depend on them. */
const UNSHOWN_SETTINGS: readonly (keyof Config)[] = [
  "output",
  "from",
  "only",
  "force",
  "fromScratch",
  "keepRuns",
  "singleFile",
];

const SHOWN_SETTINGS = SETTING_NAMES.filter((name) => !UNSHOWN_SETTINGS.includes(name));

/** Writes report.md and report.html, the same twice: what went in, what was found, how far to trust it, how to go on. */
export const reportStage = defineStage({
  name: "report",
  module: import.meta.url,
  reads: [
    "records",
    "rejected",
    "input_files",
    "papers",
    "languages",
    "appearances",
    "duplicates",
    "duplicate_pairs",
    "judged_pairs",
    "k_scan",
    "topic_papers",
    "topic_events",
    "run_members",
    "topics",
    "topic_trends",
    "phrase_trends",
    "fit",
    "drift",
    "topic_terms",
    "label_evidence",
    "paper_terms",
    "positions",
    "topic_marks",
    "charts",
  ],
  figures: ["dedupe", "space", "label", "explain", "project"],
  writes: [],
  artifacts: ["report.md", "report.html"],
  settings: SHOWN_SETTINGS,
  run,
});

async function run({ database, settings, outputDirectory }: StageContext<keyof Config>): Promise<StageResult> {
  const shown = SHOWN_SETTINGS.map((name): ShownSetting => [name, writeSetting(settings[name])]);
  const data = await readReportData(database, shown);
  const markdown = writeReport(data);
  await writeFile(join(outputDirectory, "report.md"), markdown);
  const pictures = new Map(
    data.charts.map(({ name, svg }) => {
      const address = `charts/${name}.svg`;
      return [address, address === MAP_ADDRESS ? shrinkWithoutTitle(svg) : shrinkPicture(svg)];
    }),
  );
  const narrowPictures = new Map([
    [MAP_ADDRESS, { svg: drawSmallMap(data.mapPoints, data.mapNumbers), note: SMALL_MAP_NOTE }],
  ]);
  await writeFile(
    join(outputDirectory, "report.html"),
    await writeReportPage(composeReport(data), { pictures, narrowPictures }),
  );
  return {
    rowsIn: data.totals.papers,
    rowsOut: 2,
    summary: `report.md, ${markdown.split("\n").length} lines, and report.html`,
  };
}

function writeSetting(value: Config[keyof Config]): string {
  return typeof value === "object" && !Array.isArray(value) ? JSON.stringify(value) : String(value);
}
