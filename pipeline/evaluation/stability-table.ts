import { formatFigure, formatPercent } from "../text/format-figure.ts";
import { describeLevels } from "../topics/level-names.ts";
import { alignColumns } from "./align-columns.ts";
import type { CorpusStability, StabilityEvaluation } from "./evaluate-stability.ts";

/** Returns the evaluation of texts without labels as text for a terminal: for each corpus a row a level, and why it has so many topics. */
export function formatStability({ corpora, runId, output }: StabilityEvaluation): string {
  const lines = [
    ...corpora.flatMap((corpus) => [...formatCorpus(corpus), ""]),
    "Seeds: mean adjusted Rand index (ARI) between runs of different seeds. Samples: topics of the nearest level in two random samples of 80 % of the",
    "texts, and their ARI on the texts in both. Largest: share of the texts in the largest topic. Topics' stability: their mean, as the report has it.",
    `Evaluation ${runId} in ${output}: SELECT * FROM evaluations`,
  ];
  return `${lines.join("\n")}\n`;
}

function formatCorpus({ corpus, papers, levels, reason, seconds }: CorpusStability): string[] {
  const header = ["", "topics", "largest", "topics' stability", "verdict", "seeds", "sample topics", "samples"];
  const rows = levels.map((level) => [
    level.level,
    String(level.topics),
    formatPercent(level.largestShare, 1),
    formatScore(level.topicStability),
    level.verdict ?? "-",
    formatScore(level.seedStability),
    level.sampleTopics.join(" / "),
    formatScore(level.sampleStability),
  ]);
  return [
    `${corpus}: ${papers} texts, no labels`,
    "",
    ...alignColumns(header, [rows]),
    "",
    `Topics: ${describeLevels(levels.map(({ topics }) => topics))} found: ${reason}`,
    `Seconds: ${formatFigure(seconds, 1)} a run, topic space included`,
  ];
}

function formatScore(value: number): string {
  return Number.isNaN(value) ? "-" : formatFigure(value);
}
