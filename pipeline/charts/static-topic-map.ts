import type { TopLevelSpec } from "vega-lite";

/** The parts of the map's spec that paper has no use for, or needs elsewhere. */
type MapSpec = {
  title: { subtitle: string[] };
  width: number;
  params?: unknown;
  layer: { mark: { clip?: boolean }; params?: MapParameter[]; encoding: { fill?: { legend?: Legend | null } } }[];
};
type MapParameter = { name: string; select: unknown };
type Legend = { labelExpr?: string; columns?: number; labelLimit?: number };

/** Room for a column of the numbered list, in pixels. */
const COLUMN_WIDTH = 300;

/**
 * Returns the map for paper, from the one for the screen: without panning, zooming and highlighting; without the list of topics where
 * every topic is named beside its cluster, else with the list, numbered, below the map, so that the map keeps its size. Nothing is clipped:
 * its frame holds all, and to clip each of a thousand areas is most of the work of drawing it.
 */
export function drawStaticMap(map: TopLevelSpec): TopLevelSpec {
  const spec = structuredClone(map) as unknown as MapSpec;
  for (const layer of spec.layer) {
    layer.params = layer.params?.flatMap(({ name, select }) => (name === "highlight" ? [{ name, select }] : []));
    if (layer.params === undefined) delete layer.params;
    delete layer.mark.clip;
    const fill = layer.encoding.fill;
    if (!fill?.legend) continue;
    const isNumbered = fill.legend.labelExpr !== undefined;
    if (isNumbered) spec.title.subtitle.push("A number is a topic of the list below the map.");
    fill.legend = isNumbered ? placeBelow(fill.legend, spec.width) : null;
  }
  return spec as unknown as TopLevelSpec;
}

function placeBelow(legend: Legend, width: number) {
  const columns = Math.max(1, Math.floor(width / COLUMN_WIDTH));
  return { ...legend, orient: "bottom", direction: "vertical", offset: 24, columns, labelLimit: COLUMN_WIDTH - 45 };
}
