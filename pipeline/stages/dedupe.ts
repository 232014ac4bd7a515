import { toColumns } from "../database/columns.ts";
import type { Database } from "../database/database.ts";
import { findExactRepeats, type MergedRecords, mergeRecords } from "../dedupe/merge-records.ts";
import { isCut, makePaper, type PaperRow } from "../dedupe/paper-row.ts";
import { type RecordKey, readRecordKey } from "../dedupe/record-key.ts";
import { estimateRecords, estimateRun } from "../engine/estimate-memory.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { UserError } from "../error.ts";
import { pickFields, type SourceRecord } from "../input/record.ts";
import { ALL_RECORDS, toRecordColumns } from "../input/record-columns.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import { formatCount } from "../text/format-figure.ts";
import { writeLanguages } from "./corpus-languages.ts";

const FEWEST_PAPERS = 3;

/** Merges the records that are one paper. Texts are read twice, a batch at a time, and never held together. */
export const dedupeStage = defineStage({
  name: "dedupe",
  module: import.meta.url,
  reads: ["records"],
  writes: ["papers", "languages", "appearances", "duplicates"],
  settings: [],
  run,
});

async function run({ database, memory }: StageContext): Promise<StageResult> {
  const { count } = await database.queryOne<{ count: number }>("SELECT count(*)::INTEGER AS count FROM records");
  memory.require(formatCount(count, "record"), estimateRecords(count));
  const keys: RecordKey[] = [];
  for await (const batch of database.stream<SourceRecord>(ALL_RECORDS))
    for (const record of batch) keys.push(readRecordKey(record));
  checkOrder(keys);
  const merged = mergeRecords(keys, findExactRepeats(keys));
  const papers = merged.papers.size;
  if (papers < FEWEST_PAPERS) {
    throw new UserError(
      `papers: ${papers} in ${keys.length} records: at least ${FEWEST_PAPERS} are needed. Give more with --input.`,
    );
  }
  memory.require(formatCount(papers, "paper"), estimateRun(papers, 0));
  const { cut, characters } = await writePapers(database, merged);
  memory.require(formatCount(papers, "paper"), estimateRun(papers, characters));
  await writeDuplicates(database, keys, merged);
  const languages = await writeLanguages(database);
  const repeats = merged.duplicates.length;
  return {
    rowsIn: keys.length,
    rowsOut: papers,
    summary: `${papers} papers, ${repeats} exact repeats merged${cut > 0 ? `, ${cut} too long to be searched as a whole` : ""}${languages.summary}`,
    figures: { exact_repeats: repeats, cut_texts: cut, ...languages.figures },
  };
}

function checkOrder(keys: readonly RecordKey[]): void {
  for (const [index, { source, position }] of keys.entries()) {
    const last = keys[index - 1];
    if (last && (compareCodeUnits(last.source, source) || last.position - position) >= 0)
      throw new Error(`records out of order: record ${position} of ${source} after ${last.position} of ${last.source}`);
  }
}

/** Writes papers, in order of id, and appearances. Returns how many papers' texts are cut, and the characters of all. */
async function writePapers(
  database: Database,
  { papers, keptOf }: MergedRecords,
): Promise<{ cut: number; characters: number }> {
  let index = 0;
  let cut = 0;
  let characters = 0;
  await database.execute("CREATE OR REPLACE TEMP TABLE unordered_papers AS FROM papers LIMIT 0");
  for await (const batch of database.stream<SourceRecord>(ALL_RECORDS)) {
    const rows: PaperRow[] = [];
    const appearances = batch.map((record) => {
      const paper = papers.get(index);
      if (paper) rows.push(makePaper(record, paper.paper_id, paper.fields));
      const { paper_id } = papers.get(keptOf[index]!)!;
      index += 1;
      const { source, position, line, format } = record;
      return { paper_id, source, position, line, format, ...pickFields(record, "appearance") };
    });
    cut += rows.filter(isCut).length;
    for (const { text } of rows) characters += text.length;
    await database.append("unordered_papers", toRecordColumns(rows));
    await database.append("appearances", toRecordColumns(appearances));
  }
  await database.execute("INSERT INTO papers FROM unordered_papers ORDER BY paper_id");
  await database.execute("DROP TABLE unordered_papers");
  return { cut, characters };
}

async function writeDuplicates(
  database: Database,
  keys: readonly RecordKey[],
  { papers, duplicates }: MergedRecords,
): Promise<void> {
  await database.append(
    "duplicates",
    toColumns(
      duplicates.map(({ kept, merged, ...edge }) => ({
        paper_id: papers.get(kept)!.paper_id,
        ...edge,
        kept_source: keys[kept]!.source,
        kept_position: keys[kept]!.position,
        merged_source: keys[merged]!.source,
        merged_position: keys[merged]!.position,
      })),
    ),
  );
}
