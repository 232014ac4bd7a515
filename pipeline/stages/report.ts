import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Config, parseConfig } from "../config.ts";
import { writeReport } from "../report/report.ts";
import { readReportData } from "../report/report-data.ts";
import type { Stage, StageContext, StageResult } from "../stage.ts";

/** Settings that say what comes out; the others say how a run is done. */
const SHOWN_SETTINGS = (Object.keys(parseConfig()) as (keyof Config)[]).filter(
  (name) => name !== "output" && name !== "force",
);

/** Writes report.md: what went in, what was found, how far to trust it, how to go on. */
export const reportStage: Stage = {
  name: "report",
  module: import.meta.url,
  reads: [
    ...[
      "records",
      "rejected",
      "papers",
      "appearances",
      "duplicates",
      "k_scan",
      "topic_papers",
      "topic_changes",
      "topics",
      "topic_terms",
      "label_evidence",
    ],
    ...["paper_terms", "paper_sentences", "positions", "topic_marks"],
  ],
  writes: [],
  artifacts: ["report.md"],
  settings: SHOWN_SETTINGS,
  run,
};

async function run({ database, config, outputDirectory }: StageContext): Promise<StageResult> {
  const settings = SHOWN_SETTINGS.map((name): [string, string] => [name, String(config[name])]);
  const data = await readReportData(database, settings);
  const markdown = writeReport(data);
  await writeFile(join(outputDirectory, "report.md"), markdown);
  return { rowsIn: data.totals.papers, rowsOut: 1, summary: `report.md, ${markdown.split("\n").length} lines` };
}
