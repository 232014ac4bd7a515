import { toColumns } from "../database/columns.ts";
import { compareTexts, type EmbedRows } from "../dedupe/compare-texts.ts";
import { describePairs } from "../dedupe/describe-pairs.ts";
import { cutText, joinText } from "../dedupe/paper-row.ts";
import { type CollectedTexts, TextCollector } from "../dedupe/text-collector.ts";
import { createRunStore } from "../embedding/vector-journal.ts";
import { embedTexts } from "../embedding/vector-store.ts";
import { estimateRecords } from "../engine/estimate-memory.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import type { SourceRecord } from "../input/record.ts";
import { ALL_RECORDS } from "../input/record-columns.ts";
import type { Vectors } from "../numeric/vectors.ts";
import { formatCount } from "../text/format-figure.ts";

/** Scores the pairs of records that may be one paper. Texts are held as numbers of words; those that need a vector are read again. */
export const compareStage = defineStage({
  name: "compare",
  module: import.meta.url,
  reads: ["records", "record_vectors"],
  writes: ["duplicate_pairs"],
  previous: ["embeddings"],
  caches: ["embeddings"],
  settings: ["fields"],
  usesEmbedder: ({ fields }) => fields.vectors === undefined,
  run,
});

type Context = StageContext<"fields", "embeddings">;

const COUNTS =
  "SELECT (SELECT count(*) FROM records)::INTEGER AS count, (SELECT count(*) FROM record_vectors)::INTEGER AS given";
const OPEN_TEXTS =
  "SELECT clean_title AS title, clean_abstract AS abstract FROM open_texts JOIN records USING (source, position) ORDER BY row";
const VECTORS_OF_OPEN_TEXTS =
  "SELECT row::VARCHAR, vector FROM open_texts JOIN record_vectors USING (source, position) ORDER BY row";

async function run(context: Context): Promise<StageResult> {
  const { database, memory } = context;
  const { count, given } = await database.queryOne<{ count: number; given: number }>(COUNTS);
  memory.require(formatCount(count, "record"), estimateRecords(count));
  const previous = context.isForced ? null : await context.previousTable("embeddings");
  const collector = new TextCollector();
  for await (const batch of database.stream<SourceRecord>(ALL_RECORDS))
    for (const record of batch) collector.add(record);
  const texts = collector.finish();
  let embedded = 0;
  const pairs = await compareTexts(texts, async (rows) => {
    const made = await readVectors(context, given > 0, previous, texts, rows);
    embedded = made.embedded;
    return made.vectors;
  });
  await database.append("duplicate_pairs", toColumns(describePairs(texts, pairs)));
  return {
    rowsIn: count,
    rowsOut: pairs.length,
    summary: `${formatCount(pairs.length, "pair")} of ${formatCount(texts.ids.length, "text")} look alike`,
    metrics: { embedded },
  };
}

/** Returns the vectors of texts: those that their records have, where these are given; else those of the model. */
async function readVectors(
  context: Context,
  areGiven: boolean,
  previous: string | null,
  { places }: CollectedTexts,
  rows: Parameters<EmbedRows>[0],
): Promise<{ vectors: Vectors; embedded: number }> {
  const { database } = context;
  await database.execute("CREATE OR REPLACE TEMP TABLE open_texts (row INTEGER, source VARCHAR, position INTEGER)");
  await database.append("open_texts", toColumns(rows.map((row, index) => ({ row: index, ...places[row]! }))));
  const read = areGiven
    ? { ...(await database.queryVectors(VECTORS_OF_OPEN_TEXTS)), embedded: 0 }
    : await embedOpenTexts(context, previous);
  await database.execute("DROP TABLE open_texts");
  return read;
}

/** The vectors that are made are kept in the journal of the run, where stage embed finds them. */
async function embedOpenTexts(
  context: Context,
  previous: string | null,
): Promise<{ vectors: Vectors; embedded: number }> {
  const { database, log, journalPath } = context;
  const texts = await database.query<{ title: string; abstract: string }>(OPEN_TEXTS);
  const embedder = await context.openEmbedder();
  try {
    const store = createRunStore(database, previous, journalPath);
    const cut = texts.map(({ title, abstract }) => cutText(joinText(title, abstract)));
    return await embedTexts(cut, embedder, store, { log, label: "compare", unit: "texts" });
  } finally {
    await embedder.close();
  }
}
