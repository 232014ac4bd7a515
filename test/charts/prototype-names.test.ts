import { describe, expect, it } from "vitest";
import { drawKScan } from "../../pipeline/charts/k-scan.ts";
import { renderSvg } from "../../pipeline/charts/render-chart.ts";
import { drawTopicBySource } from "../../pipeline/charts/topic-by-source.ts";
import { drawTopicHeat } from "../../pipeline/charts/topic-heat.ts";
import { drawTopicMap } from "../../pipeline/charts/topic-map.ts";
import { drawTopicSimilarity } from "../../pipeline/charts/topic-similarity.ts";
import { drawTopicSizes } from "../../pipeline/charts/topic-sizes.ts";
import { sampleRows } from "./sample-rows.ts";

/** What every object has, so that a table kept in an object seems to hold it. */
const NAMES = [...Object.getOwnPropertyNames(Object.prototype), "prototype", "length", "name"];

const rows = sampleRows(200, NAMES.length, NAMES);
const bySource = rows.bySource.map((row, place) => ({ ...row, source: NAMES[place % NAMES.length]! }));

describe("a topic named like a property of every object", () => {
  it.each([
    ["the map", drawTopicMap(rows.map)],
    ["sizes", drawTopicSizes(rows.sizes)],
    ["similarity", drawTopicSimilarity(rows.similarity)],
    ["the scan", drawKScan(rows.scan)],
    ["pages", drawTopicBySource(bySource)],
    ["time", drawTopicHeat(rows.heat)],
  ])("is drawn like any other in the chart of %s", async (chart, spec) => {
    const svg = await renderSvg(spec);
    if (chart === "the scan") return;
    for (const name of NAMES) expect(svg.includes(`>${name}`), name).toBe(true);
  });
});
