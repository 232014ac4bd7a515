import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Config, parseConfig } from "../config.ts";
import type { Database } from "../database.ts";
import {
  CHOICE,
  EVIDENCE,
  REJECTED,
  REPRESENTATIVES,
  SOURCES,
  TOPICS,
  TOTALS,
  TRUSTWORTHINESS,
  UNSURE,
} from "../report/queries.ts";
import { type ReportData, writeReport } from "../report/report.ts";
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
      "topics",
      "topic_terms",
      "label_evidence",
    ],
    ...["positions", "topic_marks"],
  ],
  writes: [],
  artifacts: ["report.md"],
  settings: SHOWN_SETTINGS,
  run,
};

async function run({ database, config, outputDirectory }: StageContext): Promise<StageResult> {
  const data = await readReportData(database, config);
  const markdown = writeReport(data);
  await writeFile(join(outputDirectory, "report.md"), markdown);
  return { rowsIn: data.totals.papers, rowsOut: 1, summary: `report.md, ${markdown.split("\n").length} lines` };
}

async function readReportData(database: Database, config: Config): Promise<ReportData> {
  const [choice] = await database.query<{ k: number; reason: string }>(CHOICE);
  return {
    totals: await database.queryOne(TOTALS),
    choice: choice ?? null,
    trust: await database.queryOne(TRUSTWORTHINESS),
    topics: await database.query(TOPICS),
    representatives: await database.query(REPRESENTATIVES),
    evidence: await database.query(EVIDENCE),
    sources: await database.query(SOURCES),
    rejected: await database.query(REJECTED),
    unsure: await database.query(UNSURE),
    settings: SHOWN_SETTINGS.map((name) => [name, String(config[name])]),
  };
}
