import { toColumns } from "../database/columns.ts";
import type { Database } from "../database/database.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import { withProgress } from "../log.ts";
import { createRandom, sampleIndices } from "../random.ts";
import { explainPapers, listExplainedTexts, type PlacedPaper, weighPapers } from "../reasons/explain-papers.ts";
import type { PaperReasons } from "../reasons/paper-reasons.ts";
import { type Faithfulness, measureFaithfulness } from "../reasons/reason-faithfulness.ts";
import { numberTopics } from "../topics/number-topics.ts";
import { readLanguageRules } from "./corpus-languages.ts";

const SETTINGS = ["seed", "maxTermWords", "maxWordShare", "termsPerPaper", "sentencesPerPaper"] as const;

/** The abstract as far as it is in papers.text, behind the title, a full stop where the title has none, and a space. */
const SEARCHED_ABSTRACT = `substring(text, length(clean_title) + CASE substring(text, length(clean_title) + 1, 1) WHEN '.' THEN 3 ELSE 2 END)`;

/** Papers of which the reasons are judged, at most: of more, a sample. */
const MOST_JUDGED = 4_000;

/** Says why each paper is in its topic, in its own words. */
export const explainStage = defineStage({
  name: "explain",
  module: import.meta.url,
  reads: ["papers", "languages", "topic_papers"],
  writes: ["paper_terms", "paper_sentences"],
  settings: SETTINGS,
  run,
});

async function run({ database, settings, log }: StageContext<(typeof SETTINGS)[number]>): Promise<StageResult> {
  const papers = await database.query<PlacedPaper>(
    `SELECT paper_id AS id, text, ${SEARCHED_ABSTRACT} AS abstract, topic_id
     FROM papers JOIN topic_papers USING (paper_id) ORDER BY paper_id`,
  );
  const topics = numberTopics(papers.map(({ topic_id }) => topic_id));
  const rules = await readLanguageRules(
    database,
    papers.map(({ text }) => text),
  );
  const weighed = weighPapers(papers, topics, settings, rules);
  const reasons = await withProgress(log, { label: "explain", total: papers.length, unit: "papers" }, (advance) =>
    explainPapers(papers, weighed, settings, () => advance(), rules),
  );
  const terms = await writeTerms(database, papers, reasons);
  const sentences = await writeSentences(database, papers, reasons);
  const judged = sampleIndices(
    createRandom(settings.seed, "papers judged"),
    papers.length,
    Math.min(papers.length, MOST_JUDGED),
  );
  const explained = listExplainedTexts(papers, reasons, topics.topicOf, judged);
  const faithfulness = measureFaithfulness(explained, topics.k, createRandom(settings.seed, "explain"), rules);
  return {
    rowsIn: papers.length,
    rowsOut: terms + sentences,
    summary: `${terms} terms and ${sentences} sentences as reasons`,
    figures: nameMetrics(faithfulness),
  };
}

/** Shares of no papers are left out: NULL says more than NaN. */
function nameMetrics(measured: Faithfulness): Record<string, number> {
  const { papers, sufficiency, randomSufficiency, comprehensiveness, randomComprehensiveness } = measured;
  if (papers === 0) return { papers_judged: 0 };
  return {
    papers_judged: papers,
    sufficiency,
    sufficiency_of_random: randomSufficiency,
    comprehensiveness,
    comprehensiveness_of_random: randomComprehensiveness,
  };
}

/** Returns how many rows it wrote. */
async function writeTerms(
  database: Database,
  papers: readonly PlacedPaper[],
  reasons: readonly PaperReasons[],
): Promise<number> {
  const rows = reasons.flatMap(({ terms }, row) =>
    terms.map(({ phrase, weight, inside, outside, place }, index) => ({
      paper_id: papers[row]!.id,
      rank: index + 1,
      term: phrase.surface,
      weight,
      documents_inside: inside,
      documents_outside: outside,
      start_offset: place.start,
      end_offset: place.end,
      written: place.written,
    })),
  );
  await database.append("paper_terms", toColumns(rows));
  return rows.length;
}

/** Returns how many rows it wrote. */
async function writeSentences(
  database: Database,
  papers: readonly PlacedPaper[],
  reasons: readonly PaperReasons[],
): Promise<number> {
  const rows = reasons.flatMap(({ sentences }, row) =>
    sentences.map(({ sentence, weight, terms }, index) => ({
      paper_id: papers[row]!.id,
      rank: index + 1,
      weight,
      terms,
      start_offset: sentence.start,
      end_offset: sentence.end,
      sentence: sentence.text,
    })),
  );
  await database.append("paper_sentences", toColumns(rows));
  return rows.length;
}
