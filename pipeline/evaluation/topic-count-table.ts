import { formatFigure } from "../text/format-figure.ts";
import { alignColumns } from "./align-columns.ts";
import type { TopicCountEvaluation } from "./evaluate-topic-counts.ts";

/** Returns the evaluation of the number of topics as text for a terminal: a row for each panel, and the median errors. */
export function formatTopicCounts({ corpora, medianError, runId, output }: TopicCountEvaluation): string {
  const header = ["", "texts", "true", "found", "error", "ARI", "seconds"];
  const sections = corpora.map(({ corpus, panels, medianError: ownError }) => [
    [corpus, "", "", "", formatFigure(ownError), "", ""],
    ...panels.map(({ panel, texts, true: trueTopics, found, error, ari, seconds }) => [
      `  ${panel}`,
      String(texts),
      String(trueTopics),
      String(found),
      formatFigure(error),
      formatFigure(ari, 3),
      formatFigure(seconds, 1),
    ]),
  ]);
  const lines = [
    ...alignColumns(header, sections),
    "",
    `Median error of the number of topics: ${formatFigure(medianError)} over ${corpora.flatMap(({ panels }) => panels).length} panels; beside a corpus its own.`,
    "A panel holds the texts of some labels, always the same ones. Error: |found - true| / true. ARI: agreement of the topics found with the labels.",
    `Evaluation ${runId} in ${output}: SELECT * FROM evaluations`,
  ];
  return `${lines.join("\n")}\n`;
}
