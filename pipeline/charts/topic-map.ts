import type { TopLevelSpec } from "vega-lite";
import { power } from "../numeric/power.ts";
import { createRandom, type Random } from "../random.ts";
import { formatCount, formatNumber } from "../text/format-figure.ts";
import { withChartNames } from "./chart-names.ts";
import { lightenToGlow } from "./color-tones.ts";
import { traceDensity } from "./density-contours.ts";
import type { NamePlace } from "./kept-names.ts";
import { cropMapFrame, fitMapFrame, type MapFrame, roundCoordinate, toData, toPixel } from "./map-frame.ts";
import { type MeasureText, measureArimo } from "./measure-text.ts";
import { chartConfig, SPEC_SCHEMA } from "./theme.ts";
import { layOutLabels, type OwnedPoints } from "./topic-map-labels.ts";
import { drawGlow, drawLabels, drawLeaders, drawPoints, type GlowCorner } from "./topic-map-layers.ts";
import type { BroadestTopic, LabeledTopic, MapCounts, MapPointRow, TopicMapRows } from "./topic-map-rows.ts";

/** A map, and where its names are, for the next map to begin from. */
export type LaidOutMap = { spec: TopLevelSpec; names: NamePlace[] };

/**
 * Returns the map: a point a paper, coloured by topic over a soft glow, and each topic's label beside its densest place.
 * Drag pans, the wheel with Ctrl zooms, a click on a point, a label or the legend highlights a topic.
 */
export function drawTopicMap(
  rows: TopicMapRows,
  random: Random = createRandom(1, "topic-map"),
  measure: MeasureText = measureArimo,
): TopLevelSpec {
  return layOutTopicMap(rows, random, [], measure).spec;
}

/** Returns the map as above, and its names; those of `before` stay where they were as long as they are true there. */
export function layOutTopicMap(
  { points, topics: given, broadest = [], counts = countPoints(points) }: TopicMapRows,
  random: Random,
  before: readonly NamePlace[],
  measure: MeasureText = measureArimo,
): LaidOutMap {
  const topics = withChartNames(given);
  const wideFrame = fitMapFrame(points, topics.length);
  const cloud = locatePoints(points, topics, broadest, wideFrame);
  const { labels, names, isNumbered } = layOutLabels(topics, cloud, wideFrame, random, measure, broadest, before);
  const glow = traceGlow(cloud, topics, wideFrame);
  const frame = cropMapFrame(wideFrame, [
    ...labels.map(({ x, y, half_width, half_height }) => ({ x, y, width: 2 * half_width, height: 2 * half_height })),
    ...points.map(({ x, y }) => ({ x, y, width: 12, height: 12 })),
    ...glow.map(({ x, y }) => ({ x, y, width: 0, height: 0 })),
  ]);
  const { papers, unplaced } = counts;
  const inNone = unplaced === 0 ? "" : `; ${formatNumber(unplaced)} in none, grey`;
  const isSample = points.length < papers;
  const spec: TopLevelSpec = {
    $schema: SPEC_SCHEMA,
    title: {
      text: "Topic map",
      subtitle: [
        `${formatCount(papers, "paper")} in ${topics.length} topics, each named beside its own papers${inNone}`,
        ...(isSample ? [`Of these ${formatNumber(points.length)} are drawn, from every topic.`] : []),
        ...(broadest.some(({ level }) => level > 0)
          ? ["Topics of one hue are parts of one broad topic, which is named in large, light type."]
          : []),
        "Near means alike. How far apart distant topics lie, and in which direction, means nothing.",
      ],
    },
    description: `Scatter plot of ${isSample ? `${points.length} of ${papers}` : papers} papers, coloured by ${topics.length} topics`,
    config: chartConfig(),
    width: frame.width,
    height: frame.height,
    params: [{ name: "point_size", value: sizePoints(points.length) }],
    layer: [
      drawGlow(glow, frame),
      drawPoints(points, topics, frame, isNumbered),
      ...drawLeaders(labels, frame),
      ...drawLabels(labels, frame),
    ],
  };
  return { spec, names };
}

function countPoints(points: readonly MapPointRow[]): MapCounts {
  return { papers: points.length, unplaced: points.filter(({ topic_id }) => topic_id === null).length };
}

/** Returns the area of a point in square pixels (of its bounding square), less the more points there are. */
function sizePoints(count: number): number {
  const diameter = Math.min(12, Math.max(2, 8.6 * power(439 / count, 0.26)));
  return Math.round(diameter * diameter);
}

function locatePoints(
  points: readonly MapPointRow[],
  topics: readonly LabeledTopic[],
  broadest: readonly BroadestTopic[],
  frame: MapFrame,
): OwnedPoints {
  const rows = new Map(topics.map(({ topic_id }, row) => [topic_id, row]));
  const broadestRows = new Map(broadest.map(({ topic_id }, row) => [topic_id, row]));
  const broadestIds = new Map(topics.map(({ topic_id, broadest_id }) => [topic_id, broadest_id]));
  const pixels = points.map((point) => toPixel(frame, point));
  return {
    xs: Float64Array.from(pixels, ({ x }) => x),
    ys: Float64Array.from(pixels, ({ y }) => y),
    topicOf: Int32Array.from(points, ({ topic_id }) => (topic_id === null ? -1 : rows.get(topic_id)!)),
    broadestOf: Int32Array.from(points, ({ topic_id }) =>
      topic_id === null ? -1 : (broadestRows.get(broadestIds.get(topic_id)!) ?? -1),
    ),
  };
}

function traceGlow(cloud: OwnedPoints, topics: readonly LabeledTopic[], frame: MapFrame): GlowCorner[] {
  let ringNumber = 0;
  return topics.flatMap(({ label, color }, row) => {
    const members = Array.from(cloud.topicOf.keys()).filter((point) => cloud.topicOf[point] === row);
    const xs = members.map((point) => cloud.xs[point]!);
    const ys = members.map((point) => cloud.ys[point]!);
    const glow = lightenToGlow(color);
    return traceDensity(xs, ys).flatMap((ring) => {
      ringNumber++;
      return ring.map((corner, step) => {
        const { x, y } = toData(frame, corner);
        return { topic: label, ring: ringNumber, step, x: roundCoordinate(x), y: roundCoordinate(y), color: glow };
      });
    });
  });
}
