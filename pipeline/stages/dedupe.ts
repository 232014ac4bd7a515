import { toColumns } from "../database/columns.ts";
import type { Database } from "../database/database.ts";
import { DECISION_FILE, hashDecisions, readDecisions } from "../dedupe/decision-file.ts";
import {
  type Decision,
  type DuplicateThresholds,
  groupTexts,
  judgePair,
  type StoredPair,
  type TextEdge,
} from "../dedupe/group-texts.ts";
import { type MergedRecords, mergeRecords } from "../dedupe/merge-records.ts";
import { isCut, type PaperRow } from "../dedupe/paper-row.ts";
import { type KeyedRecord, nameText, type RecordKey, readRecordKey } from "../dedupe/record-key.ts";
import { estimateRecords, estimateRun } from "../engine/estimate-memory.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { UserError } from "../error.ts";
import { pickFields, type SourceRecord } from "../input/record.ts";
import { ALL_RECORDS, KEYED_RECORDS, toRecordColumns } from "../input/record-columns.ts";
import { compareCodeUnits } from "../text/compare-code-units.ts";
import { formatCount } from "../text/format-figure.ts";
import { writeLanguages } from "./corpus-languages.ts";

const FEWEST_PAPERS = 3;

/** Merges the records that are one paper, by the scores of stage compare. Texts are read twice, a batch at a time, and never held together. */
export const dedupeStage = defineStage({
  name: "dedupe",
  module: import.meta.url,
  reads: ["records", "input_files", "duplicate_pairs"],
  writes: ["papers", "languages", "appearances", "duplicates", "judged_pairs", "duplicate_decisions", "field_origins"],
  settings: ["output", "identityThreshold", "nearThreshold", "semanticThreshold"],
  locations: ["output"],
  files: async ({ output }) => ({ [DECISION_FILE]: await hashDecisions(output) }),
  run,
});

type Context = StageContext<"output" | "identityThreshold" | "nearThreshold" | "semanticThreshold">;

async function run({ database, memory, settings }: Context): Promise<StageResult> {
  const { count } = await database.queryOne<{ count: number }>("SELECT count(*)::INTEGER AS count FROM records");
  memory.require(formatCount(count, "record"), estimateRecords(count));
  const keys: RecordKey[] = [];
  for await (const batch of database.stream<KeyedRecord>(KEYED_RECORDS))
    for (const record of batch) keys.push(readRecordKey(record));
  checkOrder(keys);
  const pairs = await database.query<StoredPair>("SELECT * FROM duplicate_pairs ORDER BY rank_a, rank_b");
  const thresholds: DuplicateThresholds = {
    identity: settings.identityThreshold,
    near: settings.nearThreshold,
    semantic: settings.semanticThreshold,
  };
  const { decisions, unknown } = await readKnownDecisions(settings.output, keys);
  const edges = groupTexts(pairs, thresholds, decisions);
  const merged = mergeRecords(keys, edges);
  const papers = merged.papers.size;
  if (papers < FEWEST_PAPERS) {
    throw new UserError(
      `papers: ${papers} in ${keys.length} records: at least ${FEWEST_PAPERS} are needed. Give more with --input.`,
    );
  }
  memory.require(formatCount(papers, "paper"), estimateRun(papers, 0));
  const { cut, characters } = await writePapers(database, keys, merged);
  memory.require(formatCount(papers, "paper"), estimateRun(papers, characters));
  await writeDuplicates(database, keys, merged);
  await checkAccount(database, papers);
  await writeJudgements(database, pairs, thresholds, edges);
  await database.append("duplicate_decisions", toColumns(decisions));
  const languages = await writeLanguages(database);
  const repeats = countKinds(merged);
  return {
    rowsIn: keys.length,
    rowsOut: papers,
    summary: [
      formatCount(papers, "paper"),
      describeRepeats(repeats),
      ...(decisions.length > 0 ? [formatCount(decisions.length, "decision")] : []),
      ...(unknown > 0 ? [`${formatCount(unknown, "decision")} on texts that are not there`] : []),
      ...(cut > 0 ? [`${cut} too long to be searched as a whole`] : []),
    ]
      .join(", ")
      .concat(languages.summary),
    figures: {
      ...Object.fromEntries([...repeats].map(([kind, count]) => [`${kind}_repeats`, count])),
      cut_texts: cut,
      ...languages.figures,
    },
  };
}

/** Every record that was found is a paper's kept one, merged, or rejected: of each file, and in all. */
async function checkAccount(database: Database, papers: number): Promise<void> {
  type Account = { source: string; found: number; papers: number; merged: number; rejected: number };
  let kept = 0;
  for (const row of await database.query<Account>("SELECT * FROM input_account")) {
    kept += row.papers;
    const { found, merged, rejected } = row;
    if (found !== row.papers + merged + rejected)
      throw new Error(
        `${row.source}: ${found} records, ${row.papers} papers + ${merged} merged + ${rejected} rejected`,
      );
  }
  if (kept !== papers) throw new Error(`papers: ${papers}, records that are kept as one: ${kept}`);
}

/** Returns the decisions on texts that are there, and how many are on others: those wait for them to come back. */
async function readKnownDecisions(
  folder: string,
  keys: readonly RecordKey[],
): Promise<{ decisions: Decision[]; unknown: number }> {
  const all = await readDecisions(folder);
  if (all.length === 0) return { decisions: [], unknown: 0 };
  const texts = new Set(keys.map(({ identity }) => nameText(identity)));
  const decisions = all.filter(({ text_a, text_b }) => texts.has(text_a) && texts.has(text_b));
  return { decisions, unknown: all.length - decisions.length };
}

function countKinds({ duplicates }: MergedRecords): Map<string, number> {
  const counts = new Map<string, number>([["exact", 0]]);
  for (const { kind } of duplicates) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

function describeRepeats(counts: ReadonlyMap<string, number>): string {
  return `${[...counts].map(([kind, count]) => `${count} ${kind}`).join(", ")} repeats merged`;
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
  keys: readonly RecordKey[],
  { papers, keptOf }: MergedRecords,
): Promise<{ cut: number; characters: number }> {
  // The tables of the languages take longer to read than all else of this stage.
  const { makePaper } = await import("../dedupe/make-paper.ts");
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
  await database.append("field_origins", toColumns(describeOrigins(keys, papers)));
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

function describeOrigins(keys: readonly RecordKey[], papers: MergedRecords["papers"]) {
  return [...papers.values()].flatMap(({ paper_id, origins }) =>
    origins.map(({ field, origin }) => {
      const { source, position } = keys[origin]!;
      return { paper_id, field, source, position };
    }),
  );
}

async function writeJudgements(
  database: Database,
  pairs: readonly StoredPair[],
  thresholds: DuplicateThresholds,
  edges: ReadonlyMap<string, TextEdge>,
): Promise<void> {
  const keptOf = (text: string) => edges.get(text)?.kept ?? text;
  const rows = pairs.map((pair) => {
    const { kind, score, margin } = judgePair(pair, thresholds);
    const { text_a, text_b } = pair;
    return { text_a, text_b, kind, score, margin, merged: keptOf(text_a) === keptOf(text_b) };
  });
  await database.append("judged_pairs", toColumns(rows));
}
