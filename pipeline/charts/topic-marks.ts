import { findTopicAnchors } from "./topic-anchors.ts";
import { assignTopicColors, type KnownColor, type MapPlace } from "./topic-colors.ts";

/** A topic of any level, by its id. */
export const MARKED_TOPICS_QUERY = "SELECT topic_id, parent_id, level FROM topics ORDER BY topic_id";

/** A topic of any level and the broader one that it is part of. */
export type MarkedTopicRow = { topic_id: number; parent_id: number | null; level: number };

/** A paper on the map, and its topic, if it has one. */
export type MarkedPoint = { x: number; y: number; topic_id: number | null };

/** How a topic is drawn in every chart: the paper that its label points at, and its colour as #rrggbb. */
export type TopicMark = { topic_id: number; anchor_x: number; anchor_y: number; color: string };

/**
 * Returns a mark for each topic, in their order. Topics of the finest level are told apart from one another, broader ones from those
 * beside them: the others of their level, and topics in none. A topic of `previousColors` keeps its colour unless another is better by
 * much. Throws when a topic has no paper on the map.
 */
export function markTopics(
  points: readonly MarkedPoint[],
  topics: readonly MarkedTopicRow[],
  previousColors: ReadonlyMap<number, string>,
): TopicMark[] {
  const colors = new Map<number, string>();
  const places = new Map<number, MapPlace>();
  const levels = [...new Set(topics.map(({ level }) => level))].sort((a, b) => a - b);
  for (const level of levels) {
    const own = topics.filter((topic) => topic.level === level);
    const beside = topics.filter((topic) => topic.level < level && topic.parent_id === null);
    for (const [id, place] of locateTopics(points, topics, own)) places.set(id, place);
    const shown = [...beside, ...own];
    const known = shown.map(({ topic_id, level: other }): KnownColor | null => {
      const hex = other < level ? colors.get(topic_id) : previousColors.get(topic_id);
      return hex === undefined ? null : { hex, isFixed: other < level };
    });
    const found = assignTopicColors(
      shown.map(({ topic_id }) => places.get(topic_id)!),
      known,
    );
    for (const [index, { topic_id }] of shown.entries()) colors.set(topic_id, found[index]!);
  }
  return topics.map(({ topic_id }) => {
    const { x, y } = places.get(topic_id)!;
    return { topic_id, anchor_x: x, anchor_y: y, color: colors.get(topic_id)! };
  });
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
