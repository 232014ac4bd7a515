import { type FamilyMember, shadeFamilies } from "./family-colors.ts";
import type { MapPlace } from "./search-colors.ts";
import { findTopicAnchors } from "./topic-anchors.ts";
import { assignTopicColors } from "./topic-colors.ts";

/** A topic of any level, by its id. */
export const MARKED_TOPICS_QUERY = "SELECT topic_id, parent_id, level FROM topics ORDER BY topic_id";

/** A topic of any level and the broader one that it is part of. */
export type MarkedTopicRow = { topic_id: number; parent_id: number | null; level: number };

/** A paper on the map, and its topic, if it has one. */
export type MarkedPoint = { x: number; y: number; topic_id: number | null };

/** How a topic is drawn in every chart: the paper that its label points at, and its colour as #rrggbb. */
export type TopicMark = { topic_id: number; anchor_x: number; anchor_y: number; color: string };

/** Degrees that the hue of the first of few families may lie from its direction; that of many, a quarter of their share of the wheel. */
const MOST_FAMILY_REACH = 45;
const LEAST_FAMILY_REACH = 15;

/**
 * Returns a mark for each topic, in their order. Topics that are part of no other are told apart first, by hue. The parts of each are shades
 * of its hue, told apart within their level. Without broader topics all are told apart by hue. A topic of `previousColors` keeps its colour,
 * even in another family. One of `standing` keeps its anchor, too, if a paper lies there still.
 */
export function markTopics(
  points: readonly MarkedPoint[],
  topics: readonly MarkedTopicRow[],
  previousColors: ReadonlyMap<number, string>,
  standing: ReadonlyMap<number, TopicMark> = new Map(),
): TopicMark[] {
  const places = new Map<number, MapPlace>();
  for (const level of new Set(topics.map((topic) => topic.level))) {
    const own = topics.filter((topic) => topic.level === level);
    for (const [id, place] of locateTopics(points, topics, own)) places.set(id, place);
  }
  const isTaken = new Set(points.map(({ x, y }) => `${x} ${y}`));
  for (const { topic_id, anchor_x: x, anchor_y: y } of standing.values()) {
    if (places.has(topic_id) && isTaken.has(`${x} ${y}`)) places.set(topic_id, { x, y });
  }
  const colors = colorTopics(topics, places, (id) => standing.get(id)?.color ?? previousColors.get(id) ?? null);
  return topics.map(({ topic_id }) => {
    const { x, y } = places.get(topic_id)!;
    return { topic_id, anchor_x: x, anchor_y: y, color: colors.get(topic_id)! };
  });
}

function colorTopics(
  topics: readonly MarkedTopicRow[],
  places: ReadonlyMap<number, MapPlace>,
  findKnown: (id: number) => string | null,
): Map<number, string> {
  const families = topics.filter(({ parent_id }) => parent_id === null);
  const parents = new Map(topics.map(({ topic_id, parent_id }) => [topic_id, parent_id]));
  const familyOf = (id: number): number => {
    const parent = parents.get(id) ?? null;
    return parent === null ? families.findIndex(({ topic_id }) => topic_id === id) : familyOf(parent);
  };
  const broader = new Set(topics.map(({ parent_id }) => parent_id).filter((id) => id !== null));
  const reach =
    broader.size === 0 ? undefined : Math.max(LEAST_FAMILY_REACH, Math.min(MOST_FAMILY_REACH, 90 / families.length));
  const familyColors = assignTopicColors(
    families.map(({ topic_id }) => places.get(topic_id)!),
    families.map(({ topic_id }) => findKnown(topic_id)),
    reach,
    broader.size === 0 ? undefined : 0,
  );
  const colors = new Map(families.map(({ topic_id }, family) => [topic_id, familyColors[family]!]));
  // From the broadest down, since the shades of a topic lie round its parent's.
  const levels = [...new Set(topics.map(({ level }) => level))].sort((a, b) => b - a);
  for (const level of levels) {
    const shown = topics.filter((topic) => topic.level === level || (topic.level < level && topic.parent_id === null));
    const members = shown.map(({ topic_id, parent_id }): FamilyMember => {
      const family = familyOf(topic_id);
      const [place, color] = [places.get(topic_id)!, colors.get(topic_id)];
      const parentColor = colors.get(parent_id ?? topic_id)!;
      return { place, family, parentColor, known: color ?? findKnown(topic_id) };
    });
    const isSettled = members.every(({ known }) => known !== null);
    const shades = isSettled ? members.map(({ known }) => known!) : shadeFamilies(members, familyColors);
    for (const [index, hex] of shades.entries()) colors.set(shown[index]!.topic_id, hex);
  }
  return colors;
}

function locateTopics(
  points: readonly MarkedPoint[],
  topics: readonly MarkedTopicRow[],
  own: readonly MarkedTopicRow[],
): Map<number, MapPlace> {
  const rows = new Map(own.map(({ topic_id }, row) => [topic_id, row]));
  const parents = new Map(topics.map(({ topic_id, parent_id }) => [topic_id, parent_id]));
  const climb = (topic: number | null): number => {
    if (topic === null) return -1;
    return rows.get(topic) ?? climb(parents.get(topic) ?? null);
  };
  const placed = points
    .map(({ x, y, topic_id }) => ({ x, y, topic: climb(topic_id) }))
    .filter(({ topic }) => topic !== -1);
  const anchors = findTopicAnchors(placed, own.length);
  return new Map(
    own.map(({ topic_id }, row) => {
      const point = placed[anchors[row]!];
      if (!point) throw new Error(`topic without a paper on the map: ${topic_id}`);
      return [topic_id, { x: point.x, y: point.y }];
    }),
  );
}
