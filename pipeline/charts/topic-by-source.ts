import type { TopLevelSpec } from "vega-lite";
import { roundFigure } from "../text/format-figure.ts";
import { toChartName, withChartNames } from "./chart-names.ts";
import { type ChartLayer, chartConfig, columnLabels, gradientLength, INK, SPEC_SCHEMA } from "./theme.ts";

/** Papers of each source page by topic, and the share that they are of the page. A paper in several pages counts in each, once. */
export const TOPIC_BY_SOURCE_QUERY = `
  SELECT source, topic_id, topics.label, count(DISTINCT paper_id)::INTEGER AS papers,
    count(DISTINCT paper_id) / sum(count(DISTINCT paper_id)) OVER (PARTITION BY source) AS share
  FROM appearances
  JOIN topic_papers USING (paper_id)
  LEFT JOIN topics USING (topic_id)
  GROUP BY source, topic_id, topics.label
  QUALIFY topic_id IS NOT NULL
  ORDER BY source, topic_id`;

/** A topic in a source page. */
export type TopicBySourceRow = { source: string; topic_id: number; label: string; papers: number; share: number };

/** Up to this many pages a cell is wide enough for its number. */
const MOST_NUMBERED_SOURCES = 16;
const MOST_WIDTH = 900;
const ROW_STEP = 22;
const LONGEST_NAME = 26;

/** Returns a heat map: a row a topic, a column a source page, the darker the larger the topic's share of the page. */
export function drawTopicBySource(given: readonly TopicBySourceRow[]): TopLevelSpec {
  const rows = withChartNames(given);
  const sources = [...new Set(rows.map(({ source }) => source))];
  const names = nameSources(sources);
  const topics = [...rows].sort((a, b) => a.topic_id - b.topic_id).map(({ label }) => label);
  const hasNumbers = sources.length <= MOST_NUMBERED_SOURCES;
  const values = rows.map(({ source, label, papers, share }) => ({
    source: names.get(source),
    topic: label,
    papers,
    share: roundFigure(share, 4),
    file: source,
  }));
  const step = Math.max(13, Math.min(64, Math.floor(MOST_WIDTH / Math.max(1, sources.length))));
  const mostShare = values.reduce((most, { share }) => Math.max(most, share), 0.01);
  const x = {
    field: "source",
    type: "nominal" as const,
    scale: { domain: [...names.values()] },
    title: null,
    axis: columnLabels(step, 200),
  };
  const y = {
    field: "topic",
    type: "nominal" as const,
    scale: { domain: [...new Set(topics)] },
    title: null,
    axis: { labelLimit: 330 },
  };
  const cells: ChartLayer = {
    mark: { type: "rect", stroke: "white", strokeWidth: 1, aria: false },
    encoding: {
      x,
      y,
      color: {
        field: "share",
        type: "quantitative",
        title: "Share of the page",
        scale: { scheme: "teals", domain: [0, mostShare] },
        legend: { format: ".0%", gradientLength: gradientLength(ROW_STEP * y.scale.domain.length), tickCount: 5 },
      },
      tooltip: [
        { field: "topic", type: "nominal", title: "title" },
        { field: "file", type: "nominal", title: "Page" },
        { field: "papers", type: "quantitative", title: "Papers" },
        { field: "share", type: "quantitative", title: "Share of the page", format: ".1%" },
      ],
    },
  };
  const numbers: ChartLayer = {
    mark: { type: "text", fontSize: 11, aria: false },
    encoding: {
      x,
      y,
      text: { field: "papers", type: "quantitative" },
      color: { condition: { test: `datum.share > ${mostShare * 0.55}`, value: "white" }, value: INK },
    },
  };
  return {
    $schema: SPEC_SCHEMA,
    title: {
      text: "Which topics each page lists",
      subtitle: [
        `Colour: share of the topic among the page's papers${hasNumbers ? ". Number: papers." : "."}`,
        "Topics from the largest to the smallest. A paper listed on several pages counts on each.",
      ],
    },
    description: `Heat map of ${y.scale.domain.length} topics by ${sources.length} source pages`,
    config: chartConfig(),
    width: { step },
    height: { step: ROW_STEP },
    data: { values },
    layer: hasNumbers ? [cells, numbers] : [cells],
  };
}

/** Returns a short name for each source: without the folder and the extension where that leaves them different, cut in the middle. */
export function nameSources(sources: readonly string[]): Map<string, string> {
  const shorten = [
    (source: string) => cutMiddle(source.replace(/^.*\//, "").replace(/\.\w{1,5}$/, "")),
    (source: string) => cutMiddle(source),
    (source: string) => source,
  ];
  for (const attempt of shorten) {
    const names = new Map(sources.map((source) => [source, toChartName(attempt(source))]));
    if (new Set(names.values()).size === sources.length) return names;
  }
  return new Map();
}

function cutMiddle(text: string): string {
  const characters = [...text];
  if (characters.length <= LONGEST_NAME) return text;
  const half = Math.floor((LONGEST_NAME - 1) / 2);
  return `${characters.slice(0, half).join("")}…${characters.slice(-half).join("")}`;
}
