import type { Config } from "../config.ts";
import type { Database } from "../database/database.ts";
import { defineStage, type StageContext, type StageResult } from "../engine/stage.ts";
import type { Log, Progress } from "../log.ts";
import { createRandom } from "../random.ts";
import { findReasons, type PaperReasons, type PaperText, splitAbstract } from "../reasons/paper-reasons.ts";
import { weighPaperPhrases } from "../reasons/phrase-association.ts";
import { type ExplainedText, type Faithfulness, measureFaithfulness } from "../reasons/reason-faithfulness.ts";
import { extractPhrases, findCorpusStopWords } from "../text/phrases.ts";

/** A paper with its topic, NULL where it has none. */
export type PlacedPaper = PaperText & { id: string; topic_id: number | null };

type ExplainOptions = Pick<Config, "maxTermWords" | "maxWordShare" | "termsPerPaper" | "sentencesPerPaper">;

const LEAST_DOCUMENTS = 2;

const SETTINGS = ["seed", "maxTermWords", "maxWordShare", "termsPerPaper", "sentencesPerPaper"] as const;

/**
 * Returns for each paper the terms and sentences that tie it to its topic; none for a paper without topic. `labels` gives the topics
 * from 0, or -1; `onPaper` is called for each paper.
 */
export function explainPapers(
  papers: readonly PlacedPaper[],
  { labels, k }: { labels: Int32Array; k: number },
  options: ExplainOptions,
  onPaper: () => void = () => {},
): PaperReasons[] {
  const texts = papers.map(({ text }) => text);
  const stopWords = findCorpusStopWords(texts, options.maxWordShare);
  const phrases = extractPhrases(texts, { maxWords: options.maxTermWords, minDocuments: LEAST_DOCUMENTS, stopWords });
  const limits = { terms: options.termsPerPaper, sentences: options.sentencesPerPaper, maxWords: options.maxTermWords };
  return weighPaperPhrases(phrases, labels, k).map((own, row) => {
    onPaper();
    return findReasons(papers[row]!, own, limits);
  });
}

/** Returns the number of each paper's topic, from 0 in order of id, or -1 where it has none. */
export function numberTopics(papers: readonly Pick<PlacedPaper, "topic_id">[]): { labels: Int32Array; k: number } {
  const ids = papers.flatMap(({ topic_id }) => topic_id ?? []);
  const numberOf = new Map([...new Set(ids)].sort((a, b) => a - b).map((id, number) => [id, number]));
  const labels = Int32Array.from(papers, ({ topic_id }) => (topic_id === null ? -1 : numberOf.get(topic_id)!));
  return { labels, k: numberOf.size };
}

/** Says why each paper is in its topic, in its own words. */
export const explainStage = defineStage({
  name: "explain",
  module: import.meta.url,
  reads: ["papers", "topic_papers"],
  writes: ["paper_terms", "paper_sentences"],
  settings: SETTINGS,
  run,
});

async function run({ database, settings, log }: StageContext<(typeof SETTINGS)[number]>): Promise<StageResult> {
  const papers = await database.query<PlacedPaper>(
    `SELECT paper_id AS id, text, clean_abstract AS abstract, topic_id
     FROM papers JOIN topic_papers USING (paper_id) ORDER BY paper_id`,
  );
  const topics = numberTopics(papers);
  const reasons = explainWithProgress(papers, topics, settings, log);
  await writeTerms(database, papers, reasons);
  await writeSentences(database, papers, reasons);
  const faithfulness = measureReasons(papers, reasons, topics, settings.seed);
  const terms = reasons.reduce((sum, own) => sum + own.terms.length, 0);
  const sentences = reasons.reduce((sum, own) => sum + own.sentences.length, 0);
  return {
    rowsIn: papers.length,
    rowsOut: terms + sentences,
    summary: `${terms} terms and ${sentences} sentences as reasons`,
    figures: nameMetrics(faithfulness),
  };
}

function explainWithProgress(
  papers: readonly PlacedPaper[],
  topics: { labels: Int32Array; k: number },
  settings: ExplainOptions,
  log: Log,
): PaperReasons[] {
  let progress = null as Progress | null;
  try {
    return explainPapers(papers, topics, settings, () => {
      progress ??= log.startProgress("explain", papers.length, "papers");
      progress.advance(1);
    });
  } finally {
    progress?.stop();
  }
}

function measureReasons(
  papers: readonly PlacedPaper[],
  reasons: readonly PaperReasons[],
  { labels, k }: { labels: Int32Array; k: number },
  seed: number,
): Faithfulness {
  const texts = papers.flatMap((paper, row): ExplainedText[] => {
    if (labels[row]! < 0) return [];
    const starts = new Set(reasons[row]!.sentences.map(({ sentence }) => sentence.start));
    const sentences = splitAbstract(paper);
    const chosen = new Set([...sentences.keys()].filter((index) => starts.has(sentences[index]!.start)));
    return [{ sentences: sentences.map(({ text }) => text), chosen, topic: labels[row]! }];
  });
  return measureFaithfulness(texts, k, createRandom(seed, "explain"));
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

async function writeTerms(
  database: Database,
  papers: readonly PlacedPaper[],
  reasons: readonly PaperReasons[],
): Promise<void> {
  const rows = reasons.flatMap(({ terms }, row) => terms.map((term, index) => ({ ...term, row, rank: index + 1 })));
  await database.append("paper_terms", {
    paper_id: rows.map(({ row }) => papers[row]!.id),
    rank: rows.map(({ rank }) => rank),
    term: rows.map(({ phrase }) => phrase.surface),
    weight: rows.map(({ weight }) => weight),
    documents_inside: rows.map(({ inside }) => inside),
    documents_outside: rows.map(({ outside }) => outside),
    start_offset: rows.map(({ place }) => place.start),
    end_offset: rows.map(({ place }) => place.end),
    written: rows.map(({ place }) => place.written),
  });
}

async function writeSentences(
  database: Database,
  papers: readonly PlacedPaper[],
  reasons: readonly PaperReasons[],
): Promise<void> {
  const rows = reasons.flatMap(({ sentences }, row) =>
    sentences.map((reason, index) => ({ ...reason, row, rank: index + 1 })),
  );
  await database.append("paper_sentences", {
    paper_id: rows.map(({ row }) => papers[row]!.id),
    rank: rows.map(({ rank }) => rank),
    weight: rows.map(({ weight }) => weight),
    terms: rows.map(({ terms }) => terms),
    start_offset: rows.map(({ sentence }) => sentence.start),
    end_offset: rows.map(({ sentence }) => sentence.end),
    sentence: rows.map(({ sentence }) => sentence.text),
  });
}
