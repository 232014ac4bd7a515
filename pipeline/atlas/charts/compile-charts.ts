import type { Spec } from "vega";
import { compile } from "vega-lite";
import { CHART_NAMES, type ChartName, drawCharts } from "./chart-specs.ts";

/** Returns the charts compiled to Vega, so that the page needs no compiler. */
export function compileCharts(): Record<ChartName, Spec> {
  const specs = drawCharts();
  return Object.fromEntries(CHART_NAMES.map((name) => [name, compile(specs[name]).spec])) as Record<ChartName, Spec>;
}
