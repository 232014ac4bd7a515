import type { TopLevelSpec } from "vega-lite";
import { formatCount } from "../text/format-figure.ts";
import { withChartNames } from "./chart-names.ts";
import { lighten } from "./color-tones.ts";
import { type ChartLayer, chartConfig, GREY_INK, SPEC_SCHEMA } from "./theme.ts";

/** Papers of each topic: all of them, and those that are in its core. */
export const TOPIC_SIZES_QUERY = `
  SELECT topic_id, topics.label, color, count(*)::INTEGER AS papers, count_if(role = 'core')::INTEGER AS core
  FROM topics
  JOIN topic_papers USING (topic_id)
  JOIN topic_marks USING (topic_id)
  GROUP BY ALL
  ORDER BY topic_id`;

/** A topic that papers are in; core papers are among its papers. */
export type TopicSizeRow = { topic_id: number; label: string; color: string; papers: number; core: number };

const BAR_STEP = 22;

/** Returns a bar a topic, by id: the full colour for core papers, the pale rest for papers between topics. */
export function drawTopicSizes(given: readonly TopicSizeRow[]): TopLevelSpec {
  const rows = withChartNames(given);
  const papers = rows.reduce((sum, row) => sum + row.papers, 0);
  const values = rows.map(({ label, color, papers, core }) => ({
    topic: label,
    papers,
    core,
    color,
    pale: lighten(color),
  }));
  const topic = { field: "topic", type: "nominal", sort: null, title: null, axis: { labelLimit: 330 } } as const;
  const bar = (field: "papers" | "core", color: "pale" | "color"): ChartLayer => ({
    mark: { type: "bar", height: { band: 0.72 }, cornerRadiusEnd: 2, aria: false },
    encoding: {
      y: topic,
      x: { field, type: "quantitative", axis: null },
      color: { field: color, type: "nominal", scale: null },
      tooltip: [
        { field: "topic", type: "nominal", title: "title" },
        { field: "papers", type: "quantitative", title: "Papers" },
        { field: "core", type: "quantitative", title: "Core papers" },
      ],
    },
  });
  return {
    $schema: SPEC_SCHEMA,
    title: {
      text: "How large each topic is",
      subtitle: [
        `${formatCount(papers, "paper")} in ${rows.length} topics`,
        "Full colour: core papers, at least twice as probable here as in another topic. Pale: edge papers.",
      ],
    },
    description: `Bar chart of the sizes of ${rows.length} topics`,
    config: chartConfig(),
    width: 560,
    height: { step: BAR_STEP },
    data: { values },
    layer: [
      bar("papers", "pale"),
      bar("core", "color"),
      {
        mark: { type: "text", align: "left", dx: 5, color: GREY_INK, fontSize: 12, aria: false },
        encoding: {
          y: topic,
          x: { field: "papers", type: "quantitative" },
          text: { field: "papers", type: "quantitative" },
        },
      },
    ],
  };
}
