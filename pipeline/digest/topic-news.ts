import type { TopicGrowth } from "./read-digest.ts";

/** What is new among the topics of a period. */
export type TopicNews = {
  /** Topics none of whose papers was listed before. */
  born: TopicGrowth[];
  /** Topics with far more papers than their share before, the largest surplus first, and how many were to be expected. */
  growing: (TopicGrowth & { expected: number })[];
};

const FEWEST_PAPERS = 3;
const FACTOR = 2;
const MOST_GROWING = 3;

/**
 * Returns the topics that are new, and those with at least three papers and twice as many as their share of earlier papers lets expect.
 * Where nothing was listed before, nothing is new.
 */
export function findTopicNews(growth: readonly TopicGrowth[]): TopicNews {
  const before = growth.reduce((sum, topic) => sum + topic.before, 0);
  const now = growth.reduce((sum, topic) => sum + topic.now, 0);
  if (before === 0) return { born: [], growing: [] };
  const growing = growth
    .map((topic) => ({ ...topic, expected: (now * topic.before) / before }))
    .filter((topic) => topic.before > 0 && topic.now >= FEWEST_PAPERS && topic.now >= FACTOR * topic.expected)
    .sort((a, b) => b.now - b.expected - (a.now - a.expected) || a.topic_id - b.topic_id);
  return {
    born: growth.filter((topic) => topic.before === 0 && topic.now > 0),
    growing: growing.slice(0, MOST_GROWING),
  };
}
