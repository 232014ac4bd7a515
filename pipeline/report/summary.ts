import type { RootContent } from "mdast";
import { MOST_DRAWN } from "../charts/topic-map-rows.ts";
import { heading, image, inlineCode, paragraph } from "../documents/markdown.ts";
import { formatCount, formatFigure, formatNumber } from "../text/format-figure.ts";
import { describeLevels } from "../topics/level-names.ts";
import { describePlaced } from "./fit-account.ts";
import { countLanguages } from "./languages.ts";
import type { ReportData, Totals } from "./report-rows.ts";
import { summarizeEvents } from "./topic-events.ts";
import { listTopics } from "./topic-table.ts";
import { describeTrends } from "./trends.ts";
import { describeTrust } from "./trust.ts";

/** Address of the map, as report.md has it. */
export const MAP_ADDRESS = "charts/topic-map.svg";

/** Returns the page that says it all: what went in, the map, the topics, what is new, and how far to trust it. */
export function summarize(data: ReportData): RootContent[] {
  const { totals, levels, mapQuality, events, lastMoves } = data;
  const counts = levels.length > 0 ? levels.map((level) => level.topics) : [totals.topics];
  const size = `${formatCount(totals.papers, "paper")} in ${describeLevels(counts)}`;
  const news = [...describeTrends(data), ...describePlaced(data), ...summarizeEvents(events, lastMoves)];
  return [
    heading(1, size),
    paragraph(`${accountForRecords(totals)} ${countLanguages(data)}`),
    ...(news.length > 0 ? [heading(2, "What is new and what moves"), ...news, heading(2, "Map")] : []),
    paragraph(image(MAP_ADDRESS, `Map of ${size}`)),
    paragraph(
      `Each dot is a paper${tellDrawn(data)}. Near dots are alike; the distance of far ones means nothing ` +
        `(trustworthiness ${formatFigure(mapQuality.trustworthiness)} of 1). Zoom, search and read on in `,
      inlineCode("atlas.html"),
      ".",
    ),
    heading(2, "Topics"),
    ...listTopics(data),
    heading(2, "How far to trust it"),
    ...describeTrust(data),
  ];
}

/** Of many papers the picture shows a part. */
function tellDrawn({ totals: { papers }, mapPoints }: ReportData): string {
  const isPart = papers > MOST_DRAWN && mapPoints.length < papers;
  return isPart ? `, of which ${formatNumber(mapPoints.length)} are drawn, from every topic` : "";
}

function accountForRecords({ records, files, papers, repeats, rejected, left_out, cut_texts }: Totals): string {
  const sum =
    `${formatCount(records, "record")} in ${formatCount(files, "file")} = ${formatCount(papers, "paper")} + ` +
    `${formatNumber(repeats)} merged as repeats + ${formatNumber(rejected)} set aside.`;
  const leftOut = left_out > 0 ? ` ${formatCount(left_out, "file")} left out.` : "";
  const cut =
    cut_texts > 0
      ? ` Of ${formatCount(cut_texts, "paper")} only the beginning was searched, since the text is so long; all of it is kept.`
      : "";
  return sum + leftOut + cut;
}
