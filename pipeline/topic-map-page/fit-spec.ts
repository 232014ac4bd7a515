/** The parts of the map's spec that depend on the size of the window. */
export type MapSpec = {
  title?: unknown;
  padding?: number;
  width: number;
  height: number;
  params: { name: string; value: number }[];
  layer: MapLayer[];
};
type MapLayer = { encoding: { x?: Axis; y?: Axis; fill?: { legend?: { columns?: number } | null } } };
type Axis = { scale?: { domain: [number, number] } };

/** Room for a column of the legend beside the map, in pixels. */
const LEGEND_COLUMN_WIDTH = 320;
/** A map narrower than this has no legend: the table below it does the same. */
const LEAST_WIDTH_WITH_LEGEND = 560;
const LEAST_HEIGHT = 380;
const PADDING = 5;

/**
 * Returns the spec for a window: as wide as there is room for, no higher than there is room below the heading, and with the domains widened so
 * that all of the map is seen and both axes keep one scale.
 */
export function fitSpec(spec: MapSpec, room: number, roomBelow: number): MapSpec {
  const columns = Math.max(1, ...spec.layer.map(({ encoding }) => encoding.fill?.legend?.columns ?? 1));
  const legendWidth = columns * LEGEND_COLUMN_WIDTH;
  const hasLegend = room - legendWidth >= LEAST_WIDTH_WITH_LEGEND;
  const width = Math.floor(room - 2 * PADDING - (hasLegend ? legendWidth : 0));
  const tallest = Math.max(LEAST_HEIGHT, roomBelow - 2 * PADDING);
  const height = Math.floor(Math.min(tallest, Math.max(LEAST_HEIGHT, (width / spec.width) * spec.height)));
  const shrink = Math.min(width / spec.width, height / spec.height);
  const widen = (axis: Axis, factor: number): Axis => {
    if (!axis.scale) return axis;
    const [from, to] = axis.scale.domain;
    const middle = (from + to) / 2;
    const half = ((to - from) / 2) * factor;
    return { ...axis, scale: { ...axis.scale, domain: [middle - half, middle + half] } };
  };
  const layer = spec.layer.map((part) => {
    const encoding = { ...part.encoding };
    if (encoding.x) encoding.x = widen(encoding.x, width / (spec.width * shrink));
    if (encoding.y) encoding.y = widen(encoding.y, height / (spec.height * shrink));
    if (encoding.fill && !hasLegend) encoding.fill = { ...encoding.fill, legend: null };
    return { ...part, encoding };
  });
  const params = spec.params.map((param) =>
    param.name === "point_size" ? { ...param, value: Math.max(9, param.value * Math.min(1, shrink * 1.4)) } : param,
  );
  const { title, ...rest } = spec;
  return { ...rest, padding: PADDING, width, height, params, layer };
}
