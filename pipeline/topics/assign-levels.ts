/** A topic as a run found it: its broader topic, null at the top, and its level, 0 being the finest. */
export type FoundTopic = { id: number; parent: number | null; level: number };

/** The k topics of one level: their ids, and for each paper the place of its topic among them, or -1. */
export type TopicLevel = { ids: number[]; topicOf: Int32Array; k: number };

/**
 * Returns the topics of each level, the finest first. `idOfPaper` gives the topic of each paper at the finest level; at a broader level a
 * paper is in the topic above its own, or in none.
 */
export function assignLevels(idOfPaper: readonly (number | null)[], topics: readonly FoundTopic[]): TopicLevel[] {
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  const levels = [...new Set(topics.map(({ level }) => level))].sort((a, b) => a - b);
  return levels.map((level) => {
    const ids = topics.filter((topic) => topic.level === level).map(({ id }) => id);
    const placeOf = new Map(ids.map((id, place) => [id, place]));
    const topicOf = idOfPaper.map((id) => {
      let topic = id === null ? undefined : byId.get(id);
      while (topic && topic.level < level) topic = topic.parent === null ? undefined : byId.get(topic.parent);
      return topic ? (placeOf.get(topic.id) ?? -1) : -1;
    });
    return { ids, topicOf: Int32Array.from(topicOf), k: ids.length };
  });
}
