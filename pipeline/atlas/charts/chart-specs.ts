import type { Config, TopLevelSpec } from "vega-lite";

/** Charts beside the map. Their rows come while the page runs, as the data set `rows`. */
export const CHART_NAMES = ["sizes", "sources"] as const;

/** One of these charts. */
export type ChartName = (typeof CHART_NAMES)[number];

/** A topic: the papers left by filters and search, of all; `color` fits the theme. */
export type SizeBar = { id: number; topic: string; color: string; left: number; all: number };
/** The papers of a topic in a source; `share` is of the source's papers that are left. */
export type SourceBar = { id: number; topic: string; color: string; source: string; papers: number; share: number };
const ROW = 24;
const FONT = 12;

/** Colours that the page sets when its theme changes. */
export const CHART_COLORS = { ink: "#1c2127", quiet: "#57606a", line: "#dfe3e8" };

const config: Config = {
  font: "system-ui, sans-serif",
  padding: { left: 0, right: 30, top: 2, bottom: 2 },
  background: "transparent",
  view: { stroke: null },
  axis: {
    domain: false,
    ticks: false,
    grid: false,
    labelFontSize: FONT,
    labelPadding: 6,
    titleFontSize: FONT,
    labelColor: { expr: "ink" },
    titleColor: { expr: "quiet" },
    titleFontWeight: "normal",
  },
};

function shared(description: string) {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description,
    config,
    data: { name: "rows" },
    width: 300,
    params: Object.entries(CHART_COLORS).map(([name, value]) => ({ name, value })),
  };
}

const COLOR = { field: "color", type: "nominal", scale: null } as const;
const tooltipOf = (...fields: [field: string, title: string][]) =>
  fields.map(([field, title]) => ({ field, title, type: "nominal" as const }));

/** Returns the charts in Vega-Lite, without their rows. */
export function drawCharts(): Record<ChartName, TopLevelSpec> {
  const topic = { field: "topic", type: "nominal", sort: null, title: null, axis: { labelLimit: 150 } } as const;
  return {
    sizes: {
      ...shared("Bars: papers of each topic, all of them pale, those that are left in full colour"),
      height: { step: ROW },
      layer: [
        {
          mark: { type: "bar", height: { band: 0.66 }, opacity: 0.25, cursor: "pointer" },
          encoding: { y: topic, x: { field: "all", type: "quantitative", axis: null }, color: COLOR },
        },
        {
          mark: { type: "bar", height: { band: 0.66 }, cursor: "pointer" },
          encoding: {
            y: topic,
            x: { field: "left", type: "quantitative", axis: null },
            color: COLOR,
            tooltip: tooltipOf(["topic", "Topic"], ["left", "Papers left"], ["all", "Papers"]),
          },
        },
        {
          mark: { type: "text", align: "left", dx: 5, fontSize: FONT, color: { expr: "quiet" } },
          encoding: {
            y: topic,
            x: { field: "all", type: "quantitative" },
            text: { field: "left", type: "quantitative" },
          },
        },
      ],
    },
    sources: {
      ...shared("Bars: shares of the topics among the papers of each source"),
      height: { step: ROW + 6 },
      mark: { type: "bar", height: { band: 0.7 }, cursor: "pointer" },
      encoding: {
        y: { field: "source", type: "nominal", sort: null, title: null, axis: { labelLimit: 130 } },
        x: {
          field: "share",
          type: "quantitative",
          stack: "zero",
          title: null,
          scale: { domain: [0, 1] },
          axis: { format: ".0%", tickCount: 3, labelColor: { expr: "quiet" } },
        },
        color: COLOR,
        order: { field: "id", type: "quantitative" },
        tooltip: tooltipOf(["topic", "Topic"], ["source", "Source"], ["papers", "Papers"]),
      },
    },
  };
}
