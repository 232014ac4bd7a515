import type { Config, TopLevelSpec } from "vega-lite";

/** Arimo is what the static charts are drawn with; the others have the same widths. */
export const FONT = "Arimo, 'Liberation Sans', Arial, Helvetica, sans-serif";

/** The published schema that every spec names. */
export const SPEC_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";

/** One layer of a chart. */
export type ChartLayer = Extract<TopLevelSpec, { layer: unknown }>["layer"][number];

/** Colour of texts that are to be read. */
export const INK = "#1f2328";
/** Colour of texts that explain. */
export const GREY_INK = "#57606a";
/** What is not highlighted. */
export const FADED = "#d8dce0";

/** Returns how labels above columns `step` pixels wide are turned so that they do not run into each other. */
export function columnLabels(step: number, labelLimit: number) {
  const labelAngle = step >= 18 ? -45 : -90;
  return {
    orient: "top" as const,
    labelAngle,
    labelAlign: "left" as const,
    labelBaseline: labelAngle === -45 ? ("bottom" as const) : ("middle" as const),
    labelLimit,
  };
}

/** Returns the length of a colour legend beside a chart of that height, both in pixels. */
export function gradientLength(height: number): number {
  return Math.min(180, Math.max(80, height - 30));
}

/** Returns the look that all charts share. */
export function chartConfig(): Config {
  return {
    font: FONT,
    padding: 20,
    view: { stroke: null },
    title: {
      anchor: "start",
      color: INK,
      fontSize: 22,
      fontWeight: "bold",
      offset: 18,
      subtitleColor: GREY_INK,
      subtitleFontSize: 14,
      subtitleLineHeight: 19,
      subtitlePadding: 8,
    },
    axis: {
      domain: false,
      ticks: false,
      grid: false,
      labelColor: INK,
      labelFlush: false,
      labelFontSize: 12,
      labelPadding: 6,
      titleColor: GREY_INK,
      titleFontSize: 12,
      titleFontWeight: "normal",
      titlePadding: 10,
    },
    legend: {
      labelColor: INK,
      labelFontSize: 12,
      titleColor: GREY_INK,
      titleFontSize: 12,
      titleFontWeight: "normal",
      titlePadding: 8,
    },
    text: { fontSize: 12, color: INK },
  };
}
