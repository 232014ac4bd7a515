import type { RootContent } from "mdast";
import { heading, image, inlineCode, paragraph, table, writeMarkdown } from "../documents/markdown.ts";
import { accountForInput } from "./input-account.ts";
import { introduce } from "./introduction.ts";
import { explainNext } from "./next-queries.ts";
import { listUnassigned, listUnsure } from "./papers-between-topics.ts";
import { describeRepeats } from "./repeats.ts";
import type { ChartRow, ReportData } from "./report-data.ts";
import { describeChanges } from "./topic-changes.ts";
import { describeTopics } from "./topic-sections.ts";

/** Returns the report as Markdown. The same data give the same bytes; times are in the run log, not here. */
export function writeReport(data: ReportData): string {
  return writeMarkdown(composeReport(data));
}

/** Returns the report as a Markdown tree: what report.md and report.html are both written from. */
export function composeReport(data: ReportData): RootContent[] {
  return [
    ...introduce(data),
    ...describeChanges(data.changes),
    ...describeTopics(data),
    ...listUnsure(data.unsure),
    ...listUnassigned(data.unassigned),
    ...accountForInput(data),
    ...describeRepeats(data),
    ...showCharts(data.charts),
    ...explainNext(data.topics[0]!),
    ...listSettings(data.settings),
  ];
}

/** The map stands at the head of the report. */
function showCharts(charts: readonly ChartRow[]): RootContent[] {
  const below = charts.filter(({ name }) => name !== "topic-map");
  return [
    heading(2, "Charts"),
    ...below.map(({ name, description }) => paragraph(image(`charts/${name}.svg`, description))),
  ];
}

function listSettings(settings: ReportData["settings"]): RootContent[] {
  return [
    heading(2, "Settings"),
    table(
      ["Setting", "Value"],
      ["left", "left"],
      settings.map(([name, value]) => [inlineCode(name), inlineCode(value)]),
    ),
  ];
}
