import type { TopLevelSpec } from "vega-lite";
import { createRandom, type Random } from "../random.ts";
import { traceDensity } from "./density-contours.ts";
import type { PointCloud } from "./label-candidates.ts";
import { cropMapFrame, fitMapFrame, type MapFrame, toData, toPixel } from "./map-frame.ts";
import { type MeasureText, measureArimo } from "./measure-text.ts";
import { type ChartLayer, chartConfig, FADED, SPEC_SCHEMA } from "./theme.ts";
import { darkenToRim } from "./topic-colors.ts";
import { type LabeledTopic, layOutLabels, type MapLabel } from "./topic-map-labels.ts";

/** A paper on the map a row, with its topic and how surely it belongs there. */
export const MAP_POINTS_QUERY = `
  SELECT paper_id, papers.clean_title AS title, positions.x, positions.y, topic_papers.topic_id, topic_papers.probability
  FROM positions
  JOIN papers USING (paper_id)
  JOIN topic_papers USING (paper_id)
  JOIN topics USING (topic_id)
  ORDER BY paper_id`;

/** A topic a row, the largest first: label, size, five best terms, and how it is drawn. */
export const MAP_TOPICS_QUERY = `
  SELECT topic_id, topics.label, topics.size, coalesce(described.terms, []) AS terms, anchor_x, anchor_y, color
  FROM topics
  JOIN topic_marks USING (topic_id)
  LEFT JOIN (
    SELECT topic_id, list(term ORDER BY rank) AS terms FROM topic_terms WHERE rank <= 5 GROUP BY topic_id
  ) AS described USING (topic_id)
  ORDER BY topic_id`;

export type MapPointRow = {
  paper_id: string;
  title: string;
  x: number;
  y: number;
  topic_id: number;
  probability: number | null;
};
export type TopicMapRows = { points: MapPointRow[]; topics: LabeledTopic[] };

const GLOW_OPACITY = 0.07;
const LEGEND_ROWS = 42;

/**
 * Returns the map: a point a paper, coloured by topic over a soft glow, and each topic's label beside its densest place.
 * Drag pans, the wheel with Ctrl zooms, a click on a point, a label or the legend highlights a topic.
 */
export function drawTopicMap(
  { points, topics }: TopicMapRows,
  random: Random = createRandom(1, "topic-map"),
  measure: MeasureText = measureArimo,
): TopLevelSpec {
  const wideFrame = fitMapFrame(points);
  const cloud = locatePoints(points, topics, wideFrame);
  const { labels, isNumbered } = layOutLabels(topics, cloud, wideFrame, random, measure);
  const frame = cropMapFrame(wideFrame, [
    ...labels.map(({ x, y, half_width, half_height }) => ({ x, y, width: 2 * half_width, height: 2 * half_height })),
    ...points.map(({ x, y }) => ({ x, y, width: 12, height: 12 })),
  ]);
  return {
    $schema: SPEC_SCHEMA,
    title: {
      text: "Topic map",
      subtitle: [
        `${points.length.toLocaleString("en")} papers in ${topics.length} topics, each named where its papers lie thickest`,
        "Near means alike. How far apart distant clusters lie, and in which direction, means nothing.",
      ],
    },
    description: `Scatter plot of ${points.length} papers, coloured by ${topics.length} topics`,
    config: chartConfig(),
    width: frame.width,
    height: frame.height,
    params: [{ name: "point_size", value: sizePoints(points.length) }],
    layer: [
      drawGlow(cloud, topics, wideFrame, frame),
      drawPoints(points, topics, frame, isNumbered),
      ...drawLeaders(labels, frame),
      ...drawLabels(labels, frame),
    ],
  };
}

/** Returns the area of a point in square pixels (of its bounding square), less the more points there are. */
function sizePoints(count: number): number {
  const diameter = Math.min(12, Math.max(2, 9.5 * (439 / count) ** 0.28));
  return Math.round(diameter * diameter);
}

function locatePoints(points: readonly MapPointRow[], topics: readonly LabeledTopic[], frame: MapFrame): PointCloud {
  const rows = new Map(topics.map(({ topic_id }, row) => [topic_id, row]));
  const pixels = points.map((point) => toPixel(frame, point));
  return {
    xs: Float64Array.from(pixels, ({ x }) => x),
    ys: Float64Array.from(pixels, ({ y }) => y),
    topics: Int32Array.from(points, ({ topic_id }) => rows.get(topic_id) ?? -1),
  };
}

function drawGlow(
  cloud: PointCloud,
  topics: readonly LabeledTopic[],
  cloudFrame: MapFrame,
  frame: MapFrame,
): ChartLayer {
  let ringNumber = 0;
  const values = topics.flatMap(({ label, color }, row) => {
    const members = Array.from(cloud.topics.keys()).filter((point) => cloud.topics[point] === row);
    const xs = members.map((point) => cloud.xs[point]!);
    const ys = members.map((point) => cloud.ys[point]!);
    return traceDensity(xs, ys).flatMap((ring) => {
      ringNumber++;
      return ring.map((corner, step) => {
        const { x, y } = toData(cloudFrame, corner);
        return { topic: label, ring: ringNumber, step, x: round(x), y: round(y), color };
      });
    });
  });
  return {
    data: { values },
    mark: { type: "line", interpolate: "basis-closed", filled: true, clip: true, tooltip: null, aria: false },
    encoding: {
      ...placeOnMap(frame),
      detail: { field: "ring", type: "nominal" },
      order: { field: "step", type: "quantitative" },
      color: { field: "color", type: "nominal", scale: null },
      fillOpacity: { condition: { param: "highlight", value: GLOW_OPACITY }, value: 0 },
    },
  };
}

function drawPoints(
  points: readonly MapPointRow[],
  topics: readonly LabeledTopic[],
  frame: MapFrame,
  isNumbered: boolean,
): ChartLayer {
  const labels = new Map(topics.map(({ topic_id, label }) => [topic_id, label]));
  const rims = new Map(topics.map(({ topic_id, color }) => [topic_id, darkenToRim(color)]));
  const domain = topics.map(({ label }) => label);
  const colors = topics.map(({ color }) => color);
  const legend = {
    title: "Topics, the largest first",
    columns: Math.ceil(topics.length / LEGEND_ROWS),
    labelLimit: 280,
    symbolLimit: topics.length,
    symbolType: "circle" as const,
    symbolSize: 90,
    symbolStrokeWidth: 0,
    rowPadding: 3,
    ...(isNumbered ? { labelExpr: "(datum.index + 1) + '  ' + datum.label" } : {}),
  };
  return {
    data: {
      values: points.map(({ paper_id, title, x, y, topic_id, probability }) => ({
        paper: paper_id,
        title,
        topic: labels.get(topic_id),
        probability: probability === null ? null : Math.round(probability * 1000) / 1000,
        x: round(x),
        y: round(y),
        rim: rims.get(topic_id),
      })),
    },
    params: [
      { name: "highlight", select: { type: "point", fields: ["topic"], on: "click" }, bind: { legend: "click" } },
      {
        name: "view",
        select: { type: "interval", encodings: ["x", "y"], zoom: "wheel![event.ctrlKey || event.metaKey]" },
        bind: "scales",
      },
    ],
    mark: { type: "circle", size: { expr: "point_size" }, strokeWidth: 0.8, opacity: 0.9, clip: true, aria: false },
    encoding: {
      ...placeOnMap(frame),
      fill: {
        field: "topic",
        type: "nominal",
        scale: { domain, range: colors },
        legend,
        condition: { test: { not: { param: "highlight" } }, value: FADED },
      },
      stroke: {
        field: "rim",
        type: "nominal",
        scale: null,
        condition: { test: { not: { param: "highlight" } }, value: FADED },
      },
      tooltip: [
        { field: "title", type: "nominal", title: "title" },
        { field: "topic", type: "nominal", title: "Topic" },
        { field: "probability", type: "quantitative", title: "Probability", format: ".0%" },
      ],
    },
  };
}

function drawLeaders(labels: readonly MapLabel[], frame: MapFrame): ChartLayer[] {
  const values = labels.flatMap(({ topic, color, half_width, first_scale, leader }) =>
    leader ? [{ topic, ...leader, color, half_width, first_scale }] : [],
  );
  if (values.length === 0) return [];
  const draw = (mark: { color?: string; strokeWidth: number }): ChartLayer => ({
    data: { values },
    mark: { type: "rule", clip: true, aria: false, tooltip: null, ...mark },
    encoding: {
      ...placeOnMap(frame),
      x2: { field: "x2" },
      y2: { field: "y2" },
      ...(mark.color ? {} : { color: { field: "color", type: "nominal", scale: null } as const }),
      opacity: showWithRoom(frame),
    },
  });
  return [draw({ color: "white", strokeWidth: 3 }), draw({ strokeWidth: 1.1 })];
}

function drawLabels(labels: readonly MapLabel[], frame: MapFrame): ChartLayer[] {
  const values = labels.map(({ leader, ...label }) => label);
  const draw = (halo: { stroke: string; strokeWidth: number; strokeJoin: "round" } | null): ChartLayer => ({
    data: { values },
    mark: {
      type: "text",
      fontWeight: "bold",
      align: "center",
      baseline: "middle",
      lineBreak: "\n",
      lineHeight: { expr: "datum.line_height" },
      dy: { expr: "datum.shift" },
      clip: true,
      aria: false,
      ...(halo ?? { cursor: "pointer" }),
    },
    encoding: {
      ...placeOnMap(frame),
      text: { field: "text", type: "nominal" },
      size: { field: "font_size", type: "quantitative", scale: null },
      color: halo ? { value: "white" } : { field: "color", type: "nominal", scale: null },
      opacity: showWithRoom(frame),
      ...(halo
        ? {}
        : {
            tooltip: [
              { field: "topic", type: "nominal", title: "title" },
              { field: "papers", type: "quantitative", title: "Papers" },
              { field: "terms", type: "nominal", title: "Terms" },
            ],
          }),
    },
  });
  return [draw({ stroke: "white", strokeWidth: 4, strokeJoin: "round" }), draw(null)];
}

function placeOnMap({ domainX, domainY }: MapFrame) {
  const place = (field: "x" | "y", domain: [number, number]) =>
    ({ field, type: "quantitative", axis: null, scale: { domain, nice: false, zero: false } }) as const;
  return { x: place("x", domainX), y: place("y", domainY) };
}

/** Hides a label that the edge would cut, or that has no room beside the labels of larger topics at this zoom; fades it while another topic is highlighted. */
function showWithRoom({ scale }: MapFrame) {
  const isCut = "abs(scale('x', datum.x) - width / 2) > width / 2 - datum.half_width";
  const zoomed = `(scale('x', 1) - scale('x', 0)) / ${scale}`;
  return {
    condition: [
      { test: `${zoomed} < datum.first_scale - 0.001 || ${isCut}`, value: 0 },
      { param: "highlight", value: 1 },
    ],
    value: 0.25,
  };
}

function round(value: number): number {
  return Math.round(value * 1e3) / 1e3;
}
