import type { Partition } from "./partition.ts";

/** A topic as it was found: its broader topic, null at the top, and its level, 0 being the finest. */
export type FoundTopic = { id: number; parent: number | null; level: number };

/** The topics of one level by id. A topic's number in the partition is its place in `ids`. */
export type TopicLevel = Partition & { ids: number[] };

/**
 * Returns the topics of each level, the finest first. `idOfPaper` gives the topic of each paper at the finest level; at a broader level a
 * paper is in the topic above its own, or in none (-1).
 */
export function assignLevels(idOfPaper: readonly (number | null)[], topics: readonly FoundTopic[]): TopicLevel[] {
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  const levels = [...new Set(topics.map(({ level }) => level))].sort((a, b) => a - b);
  return levels.map((level) => {
    const ids = topics.filter((topic) => topic.level === level).map(({ id }) => id);
    const numberOf = new Map(ids.map((id, number) => [id, number]));
    const topicOf = idOfPaper.map((id) => {
      let topic = id === null ? undefined : byId.get(id);
      while (topic && topic.level < level) topic = topic.parent === null ? undefined : byId.get(topic.parent);
      return topic ? (numberOf.get(topic.id) ?? -1) : -1;
    });
    return { ids, topicOf: Int32Array.from(topicOf), k: ids.length };
  });
}
