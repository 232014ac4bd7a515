import type { RootContent } from "mdast";
import { emphasis, heading, type Inline, list, paragraph, strong, table } from "../documents/markdown.ts";
import { formatCount, formatFigure, formatPercent } from "../text/format-figure.ts";
import { judgeStability } from "../topics/judge-stability.ts";
import { describeLabel } from "./label-quality.ts";
import { listDoubtful, listTypical } from "./reasons.ts";
import type { EvidenceRow, ReportData, TopicRow, TreeRow } from "./report-data.ts";

/** Returns the table of all topics, a broader one before its parts, then a section for each. */
export function describeTopics(data: ReportData): RootContent[] {
  const { tree } = data;
  const content: RootContent[] = [heading(2, "Topics")];
  if (tree.some(({ children }) => children > 0)) {
    content.push(
      paragraph(
        "In bold: broader topics, each followed by its parts. A topic under none of them is a broad one by itself.",
      ),
    );
  }
  content.push(
    table(
      ["No.", "Topic", "Papers", "Share", "Stability", "Nearest topic"],
      ["right", "left", "right", "right", "left", "left"],
      tree.map(listInTable),
    ),
  );
  return [...content, ...tree.flatMap((row) => describeRow(row, data))];
}

function listInTable({ topic_id, label, size, share, children, depth, stability, nearest_label }: TreeRow): Inline[] {
  const isBroader = children > 0;
  return [
    String(topic_id),
    isBroader ? strong(label) : `${"↳ ".repeat(depth - 1)}${label}`,
    String(size),
    formatPercent(share, 1),
    `${formatFigure(stability)} ${judgeStability(stability)}`,
    isBroader ? "" : (nearest_label ?? ""),
  ];
}

function describeRow(row: TreeRow, data: ReportData): RootContent[] {
  const topic = data.topics.find(({ topic_id }) => topic_id === row.topic_id);
  return topic ? describeTopic(topic, row.depth === 1 ? 3 : 4, data) : describeBroader(row, data);
}

function describeBroader(row: TreeRow, { labels }: ReportData): RootContent[] {
  const text: Inline[] = [
    `${formatCount(row.size, "paper")} in ${formatCount(row.children, "topic")}, ${judgeSteadiness(row)}.`,
  ];
  if (row.nearest_label) text.push(" Nearest: ", emphasis(row.nearest_label), ".");
  return [
    heading(3, `${row.topic_id}. ${row.label}`),
    paragraph(...text),
    ...describeLabel(labels.find(({ topic_id }) => topic_id === row.topic_id)),
  ];
}

function describeTopic(topic: TopicRow, depth: 3 | 4, data: ReportData): RootContent[] {
  const isOfTopic = ({ topic_id }: { topic_id: number }) => topic_id === topic.topic_id;
  return [
    heading(depth, `${topic.topic_id}. ${topic.label}`),
    paragraph(...describeFigures(topic)),
    ...describeLabel(data.labels.find(isOfTopic)),
    ...listTypical(data.representatives.filter(isOfTopic)),
    ...listDoubtful(data.doubtful.filter(isOfTopic)),
    ...listEvidence(data.evidence.filter(isOfTopic)),
  ];
}

function describeFigures(topic: TopicRow): Inline[] {
  const { size, mixed, nearest_label, nearest_similarity, terms } = topic;
  const text: Inline[] = [`${formatCount(size, "paper")}, ${judgeSteadiness(topic)}.`];
  if (mixed) text.push(" A mixed shelf: its papers have little to do with each other.");
  if (nearest_label) text.push(" Nearest: ", emphasis(nearest_label), ` (${formatFigure(nearest_similarity)}).`);
  if (terms && terms.length > 0) text.push(` Terms: ${terms.join(", ")}.`);
  return text;
}

function judgeSteadiness({ stability, cohesion }: Pick<TopicRow, "stability" | "cohesion">): string {
  return `${judgeStability(stability)} (stability ${formatFigure(stability)}, cohesion ${formatFigure(cohesion)})`;
}

function listEvidence(sentences: readonly EvidenceRow[]): RootContent[] {
  if (sentences.length === 0) {
    return [paragraph("No phrase sets this topic apart; it is named by its most typical paper.")];
  }
  return [
    paragraph("The label stands on:"),
    list(sentences.map(({ term, sentence, title }) => [strong(term), `: ${sentence} — `, emphasis(title)])),
  ];
}
