import type { RootContent } from "mdast";
import { heading, image, inlineCode, paragraph, table, writeMarkdown } from "../documents/markdown.ts";
import { listUnsettled } from "./fit-account.ts";
import { accountForInput } from "./input-account.ts";
import { explainJudgement } from "./judgement.ts";
import { keepPercentsWhole } from "./keep-percents-whole.ts";
import { explainNext } from "./next-queries.ts";
import { listUnassigned, listUnsure } from "./papers-between-topics.ts";
import { describeRepeats } from "./repeats.ts";
import type { ChartRow, ReportData } from "./report-rows.ts";
import { summarize } from "./summary.ts";
import { listEvents } from "./topic-events.ts";
import { describeTopics, type TopicSection } from "./topic-sections.ts";

/** A part of the appendix. */
export type AppendixPart = { heading: string; content: RootContent[] };

/** The report: a page that says it all, a section a topic, and an appendix. */
export type Report = { summary: RootContent[]; topics: TopicSection[]; appendix: AppendixPart[] };

/** Heading of the topics' sections, of the appendix, and of the part of it with the topics' evidence. */
export const HEADINGS = { topics: "Topic by topic", appendix: "Appendix", evidence: "Evidence" } as const;

/** Returns the report as Markdown. The same data give the same bytes; times are in the run log, not here. */
export function writeReport(data: ReportData): string {
  const { summary, topics, appendix } = composeReport(data);
  return writeMarkdown([
    ...summary,
    heading(2, HEADINGS.topics),
    ...topics.flatMap(({ content }) => content),
    heading(2, HEADINGS.appendix),
    heading(3, HEADINGS.evidence),
    ...topics.flatMap(({ heading: name, evidence }) => (evidence.length > 0 ? [heading(4, name), ...evidence] : [])),
    ...appendix.flatMap(({ heading: name, content }) => [heading(3, name), ...content]),
  ]);
}

/** Returns the report as Markdown trees: what report.md and report.html are both written from. */
export function composeReport(data: ReportData): Report {
  const appendix: AppendixPart[] = [
    { heading: "How the topics were judged", content: explainJudgement(data) },
    { heading: "Since the last run", content: listEvents(data.events) },
    { heading: "Papers between topics", content: listUnsure(data.unsure) },
    { heading: "Papers that fit no topic yet", content: listUnsettled(data.unsettled) },
    { heading: "Papers in no topic", content: listUnassigned(data.unassigned) },
    { heading: "What went in", content: accountForInput(data) },
    { heading: "Repeats", content: describeRepeats(data) },
    { heading: "Charts", content: showCharts(data.charts) },
    { heading: "Go on with SQL", content: explainNext(data.topics[0]!) },
    { heading: "Settings", content: listSettings(data.settings) },
  ];
  return keepPercentsWhole({
    summary: summarize(data),
    topics: describeTopics(data),
    appendix: appendix.filter(({ content }) => content.length > 0),
  });
}

/** The map stands at the head of the report. */
function showCharts(charts: readonly ChartRow[]): RootContent[] {
  const below = charts.filter(({ name }) => name !== "topic-map");
  return below.map(({ name, description }) => paragraph(image(`charts/${name}.svg`, description)));
}

function listSettings(settings: ReportData["settings"]): RootContent[] {
  return [
    table(
      ["Setting", "Value"],
      ["left", "left"],
      settings.map(([name, value]) => [inlineCode(name), inlineCode(value)]),
    ),
  ];
}
