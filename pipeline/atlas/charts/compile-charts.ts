import type { Spec } from "vega";
import { compile } from "vega-lite";
import { CHART_NAMES, type ChartName, drawCharts } from "./chart-specs.ts";

/** The page gives the width, labels and all; Vega-Lite itself takes this for a fit of the height too. */
const autosize = { type: "fit-x", contains: "padding" } as const;

/** Returns the charts compiled to Vega, so that the page needs no compiler. */
export function compileCharts(): Record<ChartName, Spec> {
  const specs = drawCharts();
  return Object.fromEntries(CHART_NAMES.map((name) => [name, { ...compile(specs[name]).spec, autosize }])) as Record<
    ChartName,
    Spec
  >;
}
