import { toColumns } from "../database/columns.ts";
import { countCutTexts, findExactRepeats, mergeRecords } from "../dedupe/merge-records.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { UserError } from "../error.ts";
import { pickFields, type SourceRecord } from "../input/record.ts";
import { ALL_RECORDS, toRecordColumns } from "../input/record-columns.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";

const FEWEST_PAPERS = 3;

/** Merges the records that are one paper. */
export const dedupeStage = defineStage({
  name: "dedupe",
  module: import.meta.url,
  reads: ["records"],
  writes: ["papers", "appearances", "duplicates"],
  settings: [],
  run,
});

async function run({ database }: StageContext): Promise<StageResult> {
  const records = await database.query<SourceRecord>(ALL_RECORDS);
  records.sort((a, b) => compareCodeUnits(a.source, b.source) || a.position - b.position);
  const { papers, appearances, duplicates } = mergeRecords(records, findExactRepeats(records));
  if (papers.length < FEWEST_PAPERS) {
    throw new UserError(
      `papers: ${papers.length} in ${records.length} records: at least ${FEWEST_PAPERS} are needed. Give more with --input.`,
    );
  }
  const cut = countCutTexts(papers);
  await database.append("papers", toRecordColumns(papers));
  await database.append(
    "appearances",
    toRecordColumns(
      appearances.map(({ paper_id, record }) => ({
        paper_id,
        source: record.source,
        position: record.position,
        line: record.line,
        format: record.format,
        ...pickFields(record, "appearance"),
      })),
    ),
  );
  await database.append(
    "duplicates",
    toColumns(
      duplicates.map(({ kept, merged, ...edge }) => ({
        ...edge,
        kept_source: kept.source,
        kept_position: kept.position,
        merged_source: merged.source,
        merged_position: merged.position,
      })),
    ),
  );
  return {
    rowsIn: records.length,
    rowsOut: papers.length,
    summary: `${papers.length} papers, ${duplicates.length} exact repeats merged${cut > 0 ? `, ${cut} too long to be searched as a whole` : ""}`,
    figures: { exact_repeats: duplicates.length, cut_texts: cut },
  };
}
