import { formatFigure } from "../text/format-figure.ts";
import { alignColumns } from "./align-columns.ts";
import type { TopicCountEvaluation } from "./evaluate-topic-counts.ts";

/** Returns the evaluation of the number of topics as text for a terminal: a row for each panel, and the median errors. */
export function formatTopicCounts({ corpora, medianError, runId, output }: TopicCountEvaluation): string {
  const header = ["", "texts", "true", "levels", "error", "ARI", "main ARI", "homog.", "seconds"];
  const sections = corpora.map(({ corpus, panels, medianError: ownError }) => [
    [corpus, "", "", "", formatFigure(ownError), "", "", "", ""],
    ...panels.map(({ panel, texts, true: trueTopics, counts, error, ari, nearestAri, homogeneity, seconds }) => [
      `  ${panel}`,
      String(texts),
      String(trueTopics),
      counts.join(" / "),
      formatFigure(error),
      formatFigure(nearestAri, 3),
      formatFigure(ari, 3),
      formatFigure(homogeneity, 3),
      formatFigure(seconds, 1),
    ]),
  ]);
  const lines = [
    ...alignColumns(header, sections),
    "",
    `Median error of the number of topics: ${formatFigure(medianError)} over ${corpora.flatMap(({ panels }) => panels).length} panels; beside a corpus its own.`,
    "A panel holds the texts of some labels, always the same ones. Levels: topics of each, the finest first. Error: |k - true| / true of the level nearest to",
    "the number of labels. ARI: agreement of that level with the labels, and of the main, finest one. Homog.: share of the labels' information that the finest knows.",
    `Evaluation ${runId} in ${output}: SELECT * FROM evaluations`,
  ];
  return `${lines.join("\n")}\n`;
}
