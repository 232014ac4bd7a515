import { toColumns } from "../database/columns.ts";
import { compareTexts, type EmbedRows, type ScoredPair } from "../dedupe/compare-texts.ts";
import { cutText, joinText } from "../dedupe/paper-row.ts";
import { rankTexts } from "../dedupe/rank-texts.ts";
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
  reads: ["records"],
  writes: ["duplicate_pairs"],
  previous: ["embeddings"],
  settings: [],
  usesEmbedder: true,
  run,
});

type Context = StageContext<never, "embeddings">;

async function run(context: Context): Promise<StageResult> {
  const { database, memory } = context;
  const { count } = await database.queryOne<{ count: number }>("SELECT count(*)::INTEGER AS count FROM records");
  memory.require(formatCount(count, "record"), estimateRecords(count));
  const previous = context.isForced ? null : await context.previousTable("embeddings");
  const collector = new TextCollector();
  for await (const batch of database.stream<SourceRecord>(ALL_RECORDS))
    for (const record of batch) collector.add(record);
  const texts = collector.finish();
  let embedded = 0;
  const pairs = await compareTexts(texts, async (rows) => {
    const made = await embedRows(context, previous, texts, rows);
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

/** The vectors that are made are kept in the journal of the run, where stage embed finds them. */
async function embedRows(
  context: Context,
  previous: string | null,
  { places }: CollectedTexts,
  rows: Parameters<EmbedRows>[0],
): Promise<{ vectors: Vectors; embedded: number }> {
  const { database, log, journalPath } = context;
  const texts: string[] = [];
  for (const row of rows) {
    const { source, position } = places[row]!;
    const { title, abstract } = await database.queryOne<{ title: string; abstract: string }>(
      "SELECT clean_title AS title, clean_abstract AS abstract FROM records WHERE source = $1 AND position = $2",
      [source, position],
    );
    texts.push(cutText(joinText(title, abstract)));
  }
  const embedder = await context.openEmbedder();
  try {
    const store = createRunStore(database, previous, journalPath);
    return await embedTexts(texts, embedder, store, { log, label: "compare", unit: "texts" });
  } finally {
    await embedder.close();
  }
}

function describePairs({ ids, places, merits }: CollectedTexts, pairs: readonly ScoredPair[]) {
  const ranks = rankTexts(merits);
  return pairs.map(({ a, b, ...scores }) => {
    const [first, second] = ranks[a]! < ranks[b]! ? [a, b] : [b, a];
    return {
      text_a: ids[first]!,
      text_b: ids[second]!,
      rank_a: ranks[first]!,
      rank_b: ranks[second]!,
      ...scores,
      source_a: places[first]!.source,
      position_a: places[first]!.position,
      source_b: places[second]!.source,
      position_b: places[second]!.position,
    };
  });
}
