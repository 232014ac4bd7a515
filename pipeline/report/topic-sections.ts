import type { RootContent } from "mdast";
import { emphasis, heading, type Inline, link, list, paragraph, strong } from "../documents/markdown.ts";
import { choosePaperUrl } from "../documents/paper-url.ts";
import { formatCount, formatFigure } from "../text/format-figure.ts";
import { judgeStability } from "../topics/judge-stability.ts";
import type { LabelRow, ReportData, Representative, TopicRow, TreeRow } from "./report-rows.ts";
import { giveEvidence } from "./topic-evidence.ts";
import { listOtherTerms, nameSection } from "./topic-table.ts";

/** A topic in a few lines, and what its label and its papers' places stand on. */
export type TopicSection = { heading: string; isBroader: boolean; content: RootContent[]; evidence: RootContent[] };

/** Returns a section for each topic of any level, a broader one before its parts. */
export function describeTopics(data: ReportData): TopicSection[] {
  return data.tree.map((row) => {
    const topic = data.topics.find(({ topic_id }) => topic_id === row.topic_id);
    const depth = row.depth === 1 ? 3 : 4;
    const content = topic ? describeTopic(topic, data) : describeBroader(row, data);
    return {
      heading: nameSection(row),
      isBroader: topic === undefined,
      content: [heading(depth, nameSection(row)), ...content],
      evidence: giveEvidence(row.topic_id, data),
    };
  });
}

function describeBroader(row: TreeRow, { labels }: ReportData): RootContent[] {
  const text: Inline[] = [
    `${formatCount(row.size, "paper")} in ${formatCount(row.children, "topic")}, `,
    judge(row),
    ".",
  ];
  if (row.nearest_label) text.push(" Nearest: ", emphasis(row.nearest_label), ".");
  return [paragraph(...text, ...markProvisional(labels, row.topic_id))];
}

function describeTopic(topic: TopicRow, { representatives, labels, quotes }: ReportData): RootContent[] {
  const { topic_id, size, mixed, nearest_label, nearest_similarity } = topic;
  const others = listOtherTerms(topic);
  const figures: Inline[] = [`${formatCount(size, "paper")}, `, judge(topic), "."];
  if (mixed) figures.push(" Mixed: its papers have little to do with each other.");
  if (nearest_label) figures.push(" Nearest: ", emphasis(nearest_label), ` (${formatFigure(nearest_similarity)}).`);
  figures.push(...markProvisional(labels, topic_id));
  const quote = quotes.find((row) => row.topic_id === topic_id);
  return [
    paragraph(...figures),
    ...(quote ? [paragraph(`“${quote.sentence}” (`, emphasis(quote.title), ")")] : []),
    ...(others.length > 0 ? [paragraph(`Further terms: ${others.join(", ")}.`)] : []),
    list(representatives.filter((paper) => paper.topic_id === topic_id).map(linkPaper), true),
  ];
}

function judge({ stability }: Pick<TopicRow, "stability">): Inline {
  return `${judgeStability(stability)} (stability ${formatFigure(stability)})`;
}

function markProvisional(labels: readonly LabelRow[], topicId: number): Inline[] {
  const isProvisional = labels.some(({ topic_id, verdict }) => topic_id === topicId && verdict === "provisional");
  return isProvisional ? [" ", strong("Its label is provisional.")] : [];
}

function linkPaper({ title, urls, arxiv_id }: Representative): Inline[] {
  return [link(title, choosePaperUrl(urls, arxiv_id))];
}
