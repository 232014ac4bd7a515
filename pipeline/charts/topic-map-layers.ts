import { roundFigure } from "../text/format-figure.ts";
import { darkenToRim } from "./color-tones.ts";
import { type MapFrame, roundCoordinate } from "./map-frame.ts";
import { type ChartLayer, FADED } from "./theme.ts";
import type { PlacedLabel } from "./topic-map-labels.ts";
import type { LabeledTopic, MapPointRow } from "./topic-map-rows.ts";

/** A corner of a contour of a topic's density, in data coordinates. */
export type GlowCorner = { topic: string; ring: number; step: number; x: number; y: number; color: string };

const GLOW_OPACITY = 0.06;
const LEGEND_ROWS = 42;
/** What stands for the topic of a paper that has none. */
const NO_TOPIC = "(no topic)";
const NO_TOPIC_COLOR = "#b4b9bf";
const NO_TOPIC_RIM = "#7c838a";

/** Returns the layer of soft areas behind the points. */
export function drawGlow(values: GlowCorner[], frame: MapFrame): ChartLayer {
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

/** Returns the layer of points, with the legend, the highlighting and the panning and zooming. */
export function drawPoints(
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
    title: "Topics",
    columns: Math.ceil(topics.length / LEGEND_ROWS),
    labelLimit: 280,
    symbolLimit: topics.length,
    symbolType: "circle" as const,
    symbolSize: 90,
    symbolStrokeWidth: 0,
    rowPadding: 3,
    labelExpr: isNumbered ? `[${topics.map(({ topic_id }) => topic_id)}][datum.index] + '  ' + datum.label` : undefined,
  };
  return {
    data: {
      values: points.map(({ paper_id, title, x, y, topic_id, probability }) => ({
        paper: paper_id,
        title,
        topic: topic_id === null ? NO_TOPIC : labels.get(topic_id),
        probability: probability === null ? null : roundFigure(probability, 3),
        x: roundCoordinate(x),
        y: roundCoordinate(y),
        rim: topic_id === null ? NO_TOPIC_RIM : rims.get(topic_id),
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
        condition: [
          { test: { not: { param: "highlight" } }, value: FADED },
          { test: { field: "topic", equal: NO_TOPIC }, value: NO_TOPIC_COLOR },
        ],
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

/** Returns the layers of lines from labels to their anchors; none where no label needs one. */
export function drawLeaders(labels: readonly PlacedLabel[], frame: MapFrame): ChartLayer[] {
  const values = labels.flatMap(({ topic_id, topic, color, half_width, first_scale, leader }) =>
    leader ? [{ topic_id, topic, ...leader, color, half_width, first_scale }] : [],
  );
  if (values.length === 0) return [];
  const rule = { type: "rule", clip: true, aria: false, tooltip: null } as const;
  const place = { ...placeOnMap(frame), x2: { field: "x2" }, y2: { field: "y2" } };
  return [
    {
      data: { values },
      mark: { ...rule, color: "white", strokeWidth: 3 },
      encoding: { ...place, opacity: showWithRoom(frame) },
    },
    {
      data: { values },
      mark: { ...rule, strokeWidth: 1.1 },
      encoding: { ...place, color: { field: "color", type: "nominal", scale: null }, opacity: showWithRoom(frame) },
    },
  ];
}

/** Returns the layers of labels: white outlines, and the text over them. */
export function drawLabels(labels: readonly PlacedLabel[], frame: MapFrame): ChartLayer[] {
  const values = labels.map(({ leader, ...label }) => label);
  const text = {
    type: "text",
    fontWeight: { expr: "datum.font_weight" },
    align: "center",
    baseline: "middle",
    lineBreak: "\n",
    lineHeight: { expr: "datum.line_height" },
    dy: { expr: "datum.shift" },
    clip: true,
    aria: false,
  } as const;
  const place = {
    ...placeOnMap(frame),
    text: { field: "text", type: "nominal" },
    size: { field: "font_size", type: "quantitative", scale: null },
  } as const;
  return [
    {
      data: { values },
      mark: { ...text, stroke: "white", strokeWidth: 4, strokeJoin: "round" },
      encoding: { ...place, color: { value: "white" }, opacity: showWithRoom(frame) },
    },
    {
      data: { values },
      mark: { ...text, cursor: "pointer" },
      encoding: {
        ...place,
        color: { field: "color", type: "nominal", scale: null },
        opacity: showWithRoom(frame),
        tooltip: [
          { field: "topic", type: "nominal", title: "title" },
          { field: "papers", type: "quantitative", title: "Papers" },
          { field: "terms", type: "nominal", title: "Terms" },
        ],
      },
    },
  ];
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
