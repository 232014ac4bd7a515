import { fitMapFrame, toPixel } from "../../pipeline/charts/map-frame.ts";
import { drawTopicMap } from "../../pipeline/charts/topic-map.ts";
import type { PlacedLabel } from "../../pipeline/charts/topic-map-labels.ts";
import type { TopicMapRows } from "../../pipeline/charts/topic-map-rows.ts";
import { markTopics } from "../../pipeline/charts/topic-marks.ts";
import type { Layout } from "./layouts.ts";
import { listPointsOfLevels, type MeasuredName, measureNames, type NameOnMap } from "./measure-names.ts";

/** A label of the drawn map, the level of its topic, and how true it is. */
export type DrawnName = { label: PlacedLabel; level: number; measured: MeasuredName };

/** Returns the rows that the static map of a layout is drawn from. */
export function listMapRows({ topics, points }: Layout): TopicMapRows {
  const marks = markTopics(points, topics, new Map());
  const parents = new Map(topics.map(({ topic_id, parent_id }) => [topic_id, parent_id]));
  const climb = (id: number): number => {
    const parent = parents.get(id) ?? null;
    return parent === null ? id : climb(parent);
  };
  const rows = topics.map(({ topic_id, label, level }, index) => ({
    ...{ topic_id, label, level, terms: [], color: marks[index]!.color },
    ...{ anchor_x: marks[index]!.anchor_x, anchor_y: marks[index]!.anchor_y, broadest_id: climb(topic_id) },
    size: points.filter((point) => point.topic_id === topic_id || (level > 0 && climb(point.topic_id!) === topic_id))
      .length,
  }));
  return {
    points: points.map((point, index) => ({ ...point, paper_id: `p${index}`, title: "", probability: 1 })),
    topics: rows.filter(({ level }) => level === 0),
    broadest: rows.filter(({ topic_id, broadest_id }) => topic_id === broadest_id),
  };
}

/** Returns the labels of a layout's static map, each measured. */
export function measureStaticMap(layout: Layout): DrawnName[] {
  const rows = listMapRows(layout);
  return measureDrawnMap(layout, rows, drawTopicMap(rows));
}

/** Returns the labels of a static map that was drawn of a layout's rows, each measured. */
export function measureDrawnMap(layout: Layout, rows: TopicMapRows, drawn: object): DrawnName[] {
  const spec = JSON.parse(JSON.stringify(drawn));
  const [domainX, domainY] = ["x", "y"].map((axis) => spec.layer[1].encoding[axis].scale.domain as [number, number]);
  const { scale } = fitMapFrame(rows.points, rows.topics.length);
  const frame = { width: spec.width, height: spec.height, scale, domainX: domainX!, domainY: domainY! };
  const labels: PlacedLabel[] = spec.layer.at(-1).data.values;
  const rules = spec.layer.filter(({ mark }: { mark: { type: string } }) => mark.type === "rule");
  const leaders = new Map<number, { x: number; y: number; x2: number; y2: number }>(
    (rules[0]?.data.values ?? []).map((leader: { topic_id: number }) => [leader.topic_id, leader]),
  );
  const shown = [
    ...(rows.broadest ?? []).filter(({ level }) => level > 0),
    ...rows.topics.map((topic) => ({ ...topic, level: 0 })),
  ];
  const names = labels.map((label): NameOnMap => {
    const topic = shown.find(({ topic_id }) => topic_id === label.topic_id)!;
    const { x, y } = toPixel(frame, label);
    const line = leaders.get(label.topic_id);
    const [from, to] = line ? [toPixel(frame, line), toPixel(frame, { x: line.x2, y: line.y2 })] : [null, null];
    return {
      box: { x, y, width: 2 * label.half_width, height: 2 * label.half_height },
      topic: topic.topic_id,
      level: topic.level,
      leader: from && to && { x1: from.x, y1: from.y, x2: to.x, y2: to.y },
    };
  });
  const measured = measureNames(
    names,
    listPointsOfLevels(layout, (place) => toPixel(frame, place)),
    frame,
  );
  return labels.map((label, index) => ({ label, level: names[index]!.level, measured: measured[index]! }));
}
