import { type Box, type LineSegment, lineMeetsBox, overlapArea } from "../../pipeline/charts/boxes.ts";
import type { Layout } from "./layouts.ts";

/** A name on a map in pixels: its box, its topic, that topic's level (0 is the finest), and its line, which starts at the topic's points. */
export type NameOnMap = { box: Box; topic: number; level: number; leader: LineSegment | null };

/** Points of a map in the same pixels, and for each level the topic of each point, -1 for none. */
export type PointsOfLevels = {
  xs: ArrayLike<number>;
  ys: ArrayLike<number>;
  topicsOfLevel: readonly ArrayLike<number>[];
};

/** What a name says of the points round it. */
export type MeasuredName = {
  /** Share of the points nearest to the box that are its own. */
  ownShare: number;
  /** Largest share of any other topic of its level among them. */
  otherShare: number;
  /** Points of other topics in the box. */
  covered: number;
  /** Pixels from the start of its line to the nearest own point, null without a line. */
  tipDistance: number | null;
  /** Places of the names that its box shares area with. */
  overlapped: number[];
  /** Places of the other names that its line meets. */
  crossed: number[];
  /** Whether a part of it lies outside the frame, or under one of the given boxes. */
  isOutside: boolean;
  isUnder: boolean;
};

const MOST_NEAREST = 10;
/** Square pixels, or pixels, that rounding of coordinates may give. */
const ROUNDING = 0.5;

/**
 * Returns how true each name is. Its nearest points are the 10 nearest to its box, or as many as the topic has if fewer, with all that are
 * as near as the last of them. Points of a broad topic are those of its children.
 */
export function measureNames(
  names: readonly NameOnMap[],
  points: PointsOfLevels,
  frame: { width: number; height: number },
  covers: readonly Box[] = [],
): MeasuredName[] {
  const picture = { x: frame.width / 2, y: frame.height / 2, width: frame.width, height: frame.height };
  return names.map((name, index) => ({
    ...measureSurroundings(name, points),
    overlapped: findOthers(names, index, ({ box }) => overlapArea(box, name.box) > ROUNDING),
    crossed: findOthers(names, index, ({ box }) => name.leader !== null && lineMeetsBox(name.leader, box)),
    isOutside: overlapArea(name.box, picture) < name.box.width * name.box.height - ROUNDING,
    isUnder: covers.some((cover) => overlapArea(cover, name.box) > ROUNDING),
  }));
}

function measureSurroundings({ box, topic, level, leader }: NameOnMap, { xs, ys, topicsOfLevel }: PointsOfLevels) {
  const topicOf = Array.from(topicsOfLevel[level]!);
  const size = topicOf.filter((other) => other === topic).length;
  const distances = topicOf.map((_, point) => distanceToBox(box, xs[point]!, ys[point]!));
  const sorted = [...distances].sort((a, b) => a - b);
  const reach = sorted[Math.max(1, Math.min(MOST_NEAREST, size)) - 1]!;
  const counts = new Map<number, number>();
  let nearest = 0;
  let covered = 0;
  let tipDistance = Number.POSITIVE_INFINITY;
  for (const [point, other] of topicOf.entries()) {
    if (other === topic && leader)
      tipDistance = Math.min(tipDistance, Math.hypot(xs[point]! - leader.x1, ys[point]! - leader.y1));
    if (distances[point]! === 0 && other !== topic && other !== -1) covered++;
    if (distances[point]! > reach) continue;
    nearest++;
    counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  const others = [...counts].filter(([other]) => other !== topic && other !== -1).map(([, count]) => count);
  return {
    ownShare: (counts.get(topic) ?? 0) / nearest,
    otherShare: Math.max(0, ...others) / nearest,
    covered,
    tipDistance: leader && tipDistance,
  };
}

/** Returns the pixels from a place to a box, 0 within it. */
export function distanceToBox(box: Box, x: number, y: number): number {
  return Math.hypot(
    Math.max(0, Math.abs(x - box.x) - box.width / 2),
    Math.max(0, Math.abs(y - box.y) - box.height / 2),
  );
}

function findOthers(names: readonly NameOnMap[], own: number, isMet: (name: NameOnMap) => boolean): number[] {
  return [...names.keys()].filter((index) => index !== own && isMet(names[index]!));
}

/** Returns the points of a layout in pixels for `measureNames`, by topic id. A topic without a broader one stands for itself on every level. */
export function listPointsOfLevels(
  { topics, points }: Layout,
  toPixel: (place: { x: number; y: number }) => { x: number; y: number },
): PointsOfLevels {
  const topicsById = new Map(topics.map((topic) => [topic.topic_id, topic]));
  const climb = (id: number, level: number): number => {
    const { parent_id } = topicsById.get(id)!;
    const parent = parent_id === null ? undefined : topicsById.get(parent_id);
    return parent && parent.level <= level ? climb(parent.topic_id, level) : id;
  };
  const pixels = points.map(toPixel);
  const mostLevel = Math.max(...topics.map(({ level }) => level));
  return {
    xs: pixels.map(({ x }) => x),
    ys: pixels.map(({ y }) => y),
    topicsOfLevel: Array.from({ length: mostLevel + 1 }, (_, level) =>
      points.map(({ topic_id }) => (topic_id === null ? -1 : climb(topic_id, level))),
    ),
  };
}
