import { alignColumns } from "./align-columns.ts";
import type { TopicCountEvaluation } from "./evaluate-topic-counts.ts";

/** Returns the evaluation of the number of topics as text for a terminal: a row for each panel, and the median errors. */
export function formatTopicCounts({ corpora, medianError, runId, output }: TopicCountEvaluation): string {
  const header = ["", "texts", "true", "found", "error", "ARI", "seconds"];
  const sections = corpora.map(({ corpus, panels, medianError: ownError }) => [
    [corpus, "", "", "", formatError(ownError), "", ""],
    ...panels.map(({ panel, texts, true: trueTopics, found, error, ari, seconds }) => [
      `  ${panel}`,
      ...[texts, trueTopics, found].map(String),
      ...[formatError(error), ari.toFixed(3), seconds.toFixed(1)],
    ]),
  ]);
  const lines = [
    ...alignColumns(header, sections),
    "",
    `Median error of the number of topics: ${formatError(medianError)} over ${corpora.flatMap(({ panels }) => panels).length} panels; beside a corpus its own.`,
    "A panel holds the texts of some labels, always the same ones. Error: |found - true| / true. ARI: agreement of the topics found with the labels.",
    `Evaluation ${runId} in ${output}: SELECT * FROM evaluations`,
  ];
  return `${lines.join("\n")}\n`;
}

function formatError(error: number): string {
  return error.toFixed(2);
}
