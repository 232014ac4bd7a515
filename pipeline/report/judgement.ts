import type { RootContent } from "mdast";
import { type Inline, list, paragraph, strong, table } from "../documents/markdown.ts";
import { formatCount, formatFigure, formatNumber, formatPercent } from "../text/format-figure.ts";
import { judgeStability } from "../topics/judge-stability.ts";
import { nameLevel } from "../topics/level-names.ts";
import { summarizeLabels } from "./label-quality.ts";
import { describeFaithfulness } from "./reasons.ts";
import type { LevelRow, ReportData } from "./report-rows.ts";

/** Returns how levels, labels, reasons and map were judged, and the figures of every topic. */
export function explainJudgement(data: ReportData): RootContent[] {
  const { levels, labels, routing, faithfulness, mapQuality } = data;
  const item = (name: string, text: string): Inline[] => [strong(name), ` ${text}`];
  return [
    list([
      ...levels.map((level) => item(...describeLevel(level, levels.length))),
      item("Labels.", summarizeLabels(labels, routing)),
      item("Reasons.", describeFaithfulness(faithfulness)),
      item(
        "Map.",
        `Trustworthiness ${formatFigure(mapQuality.trustworthiness, 3)}: 1 would be that no paper has a neighbour on the map that is not ` +
          `among its ${mapQuality.neighbors} nearest in the space.`,
      ),
    ]),
    paragraph(
      "In the table, cohesion is the mean cosine of a topic's papers to its centroid; then come its papers, and others, that contain a phrase of its " +
        "label, and the shares of its held-out papers that the label, alone and with terms beside it, leads to it.",
    ),
    listFigures(data),
  ];
}

function listFigures({ tree, labels }: ReportData): RootContent {
  return table(
    ["No.", "Topic", "Share", "Stability", "Cohesion", "With label", "Others", "Label alone", "With terms"],
    ["right", "left", "right", "left", "right", "right", "right", "right", "right"],
    tree.map((row) => {
      const label = labels.find(({ topic_id }) => topic_id === row.topic_id);
      return [
        String(row.topic_id),
        row.label,
        formatPercent(row.share, 1),
        `${formatFigure(row.stability)} ${judgeStability(row.stability)}`,
        formatFigure(row.cohesion),
        formatOrNothing(label?.inside, (inside) => `${formatNumber(inside)} of ${formatNumber(row.size)}`),
        formatOrNothing(label?.outside, formatNumber),
        formatOrNothing(label?.routing, formatPercent),
        formatOrNothing(label?.routing_with_terms, formatPercent),
      ];
    }),
  );
}

function formatOrNothing(value: number | null | undefined, format: (value: number) => string): string {
  return value === null || value === undefined ? "" : format(value);
}

function describeLevel({ level, topics, stability, verdict, reason }: LevelRow, levels: number): [string, string] {
  const name = nameLevel(level, levels);
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)} level.`;
  return [
    title,
    `${formatCount(topics, "topic")}, ${verdict} on the whole (stability ${formatFigure(stability)}): ${reason}.`,
  ];
}
