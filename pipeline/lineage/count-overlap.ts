import { assignLevels } from "../topics/assign-levels.ts";
import { countShared } from "../topics/topic-identity.ts";
import type { TracedRun, TracedTopic } from "./traced-run.ts";

/** A topic of a level, with its papers: all, those that the other run has too, and of these those that it placed. */
export type CountedTopic = { topic: TracedTopic; papers: number; inBoth: number; placedInBoth: number };

/** What the topics of a level have in common with those of it in another run. */
export type Overlap = {
  now: CountedTopic[];
  before: CountedTopic[];
  /** Papers in a topic of now and one of before, by their places. */
  countShared(now: number, before: number): number;
};

/** Counts the papers that the topics of a level share with those of the same level in another run. */
export function countOverlap(now: TracedRun, before: TracedRun, level: number): Overlap {
  const papers = [...new Set([...now.topicOf.keys(), ...before.topicOf.keys()])];
  const own = placeLevel(now, level, papers);
  const other = placeLevel(before, level, papers);
  const { shared, sizes, previousSizes } = countShared(own, other);
  return {
    now: countTopics(own, sizes, (place) => before.topicOf.has(papers[place]!)),
    before: countTopics(other, previousSizes, (place) => now.topicOf.has(papers[place]!)),
    countShared: (topic, previous) => shared[topic * other.k + previous]!,
  };
}

type PlacedLevel = { topics: TracedTopic[]; topicOf: Int32Array; k: number };

function placeLevel({ topics, topicOf }: TracedRun, level: number, papers: readonly number[]): PlacedLevel {
  const found = topics.map((topic) => ({ id: topic.topic_id, parent: topic.parent_id, level: topic.level }));
  const ids = papers.map((paper) => topicOf.get(paper) ?? null);
  const own = topics.filter((topic) => topic.level === level);
  const levels = [...new Set(topics.map((topic) => topic.level))].sort((a, b) => a - b);
  const placed = assignLevels(ids, found)[levels.indexOf(level)];
  return { topics: own, topicOf: placed?.topicOf ?? new Int32Array(papers.length).fill(-1), k: own.length };
}

function countTopics(
  { topics, topicOf }: PlacedLevel,
  placedInBoth: Int32Array,
  isInBoth: (place: number) => boolean,
): CountedTopic[] {
  const counted = topics.map((topic, place) => ({ topic, papers: 0, inBoth: 0, placedInBoth: placedInBoth[place]! }));
  for (const [place, topic] of topicOf.entries()) {
    if (topic === -1) continue;
    counted[topic]!.papers++;
    if (isInBoth(place)) counted[topic]!.inBoth++;
  }
  return counted;
}
