import type { PhrasingContent, RootContent } from "mdast";
import { type Inline, paragraph, sectionLink, strong, table } from "../documents/markdown.ts";
import { formatFigure, formatNumber, formatPercent } from "../text/format-figure.ts";
import { FIRM, judgeStability } from "../topics/judge-stability.ts";
import type { ReportData, SharesOverTime, TopicRow, TreeRow } from "./report-rows.ts";
import { drawSparkline } from "./sparkline.ts";

const TERMS_BESIDE = 3;

/** Returns the heading of a topic's section, which its row in the table leads to. */
export function nameSection({ topic_id, label }: Pick<TreeRow, "topic_id" | "label">): string {
  return `${topic_id}. ${label}`;
}

/** Returns the table of all topics, a broader one before its parts, each with terms beside its name and, with dates, its course. */
export function listTopics({ tree, topics, time }: ReportData): RootContent[] {
  const byId = new Map(topics.map((topic) => [topic.topic_id, topic]));
  const isGrouped = tree.some(({ children }) => children > 0);
  return [
    paragraph(
      (isGrouped ? "In bold, broad topics, each followed by its parts. " : "") +
        `Firm (stability ${formatFigure(FIRM)} or more), fair and loose say how well half of a topic's papers foretell which of the other half are in it.` +
        (time ? ` ${describeBars(time)}` : ""),
    ),
    table(
      ["No.", "Topic", "Papers", ...(time ? [`By ${time.period}`] : []), "Stability"],
      ["right", "left", "right", ...(time ? ["left" as const] : []), "left"],
      tree.map((row) => [
        String(row.topic_id),
        nameInTable(row, byId.get(row.topic_id)),
        formatNumber(row.size),
        ...(time ? [drawCourse(row.topic_id, time)] : []),
        judgeStability(row.stability),
      ]),
    ),
  ];
}

function nameInTable(row: TreeRow, topic: TopicRow | undefined): Inline[] {
  const link = sectionLink(row.label, nameSection(row));
  if (!topic) return [strong(link)];
  const beside = listOtherTerms(topic).slice(0, TERMS_BESIDE);
  const name: Inline[] = ["↳ ".repeat(row.depth - 1), link];
  return beside.length > 0 ? [...name, small(`: ${beside.join(", ")}`)] : name;
}

/** Returns the terms of a topic that its label does not name. */
export function listOtherTerms({ label, terms }: Pick<TopicRow, "label" | "terms">): string[] {
  const named = label.toLowerCase();
  return (terms ?? []).filter((term) => !named.includes(term.toLowerCase()));
}

function small(value: string): PhrasingContent {
  return { type: "text", value, data: { hName: "small" } };
}

function describeBars({ period, starts }: SharesOverTime): string {
  return `Bars: its share of each ${period}'s papers, from ${starts[0]} to ${starts.at(-1)}, each row on its own scale.`;
}

function drawCourse(topicId: number, { shares, period }: SharesOverTime): Inline {
  const course = shares.get(topicId) ?? [];
  const most = course.reduce((largest, share) => Math.max(largest, share), 0);
  const last = course.at(-1) ?? 0;
  return drawSparkline(course, `Last ${period} ${formatPercent(last, 1)}, most ${formatPercent(most, 1)}`);
}
