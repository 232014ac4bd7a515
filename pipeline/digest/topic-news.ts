import { formatCount, formatNumber } from "../text/format-figure.ts";
import { type LinkedTopic, nameTopic } from "./atlas-link.ts";
import type { Digest, TopicGrowth } from "./read-digest.ts";

/** Something new: a topic or a phrase, and why it is said. */
export type NewsItem = { topic: LinkedTopic | null; name: string; text: string };

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

/** Returns what is new and growing, in words. */
export function tellNews({ growth }: Digest, atlas: string | null): NewsItem[] {
  const { born, growing } = findTopicNews(growth);
  return [
    ...born.map(({ topic_id, label, now }) => ({
      topic: nameTopic(topic_id, label, atlas),
      name: label,
      text: `a new topic, of ${formatCount(now, "paper")}`,
    })),
    ...growing.map(({ topic_id, label, now, expected }) => ({
      topic: nameTopic(topic_id, label, atlas),
      name: label,
      text: `${formatCount(now, "paper")}, where its share of earlier papers lets expect ${formatNumber(Math.round(expected))}`,
    })),
  ];
}

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
