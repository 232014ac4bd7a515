import type { TopicLevel } from "./assign-levels.ts";
import { assignTopicIds, countShared, matchTopics } from "./topic-identity.ts";
import type { MeasuredTopic } from "./topic-levels.ts";

/** The topics of the last run: those of each level, the finest first, with the papers of this run in them. */
export type LastTopics = {
  levels: readonly TopicLevel[];
  /** Ids that topics of earlier runs had, which no other topic takes. */
  usedIds: readonly number[];
};

/** Which topics of the last run those of this run are. */
export type Identity = {
  /** The id of each topic, in the order of topics. */
  topicIds: number[];
  /** Of the finest level: topics kept, papers that both runs placed, and those of them that are not where they were. */
  keptTopics: number;
  papersInBothRuns: number;
  movedPapers: number;
};

/** Gives each topic its id: that of the last run's topic where it is the same (see matchTopics), else a new one. `papers` is the number of papers. */
export function identifyTopics(topics: readonly MeasuredTopic[], papers: number, last: LastTopics): Identity {
  const kept = new Map<number, number>();
  for (const [level, before] of last.levels.entries()) {
    const { places, ...now } = gatherLevel(topics, level, papers);
    for (const [topic, previous] of matchTopics(now, before).entries())
      if (previous !== -1) kept.set(places[topic]!, before.ids[previous]!);
  }
  const known = [...last.levels.flatMap(({ ids }) => ids), ...last.usedIds];
  return { topicIds: assignTopicIds(topics.length, kept, known), ...countKept(topics, papers, last, kept) };
}

function countKept(
  topics: readonly MeasuredTopic[],
  papers: number,
  { levels }: LastTopics,
  kept: ReadonlyMap<number, number>,
): Omit<Identity, "topicIds"> {
  const before = levels[0] ?? { ids: [], k: 0, topicOf: new Int32Array(papers).fill(-1) };
  const { places, ...now } = gatherLevel(topics, 0, papers);
  const { shared, sizes } = countShared(now, before);
  const papersInBothRuns = sizes.reduce((sum, size) => sum + size, 0);
  let keptTopics = 0;
  let stayed = 0;
  for (const [topic, place] of places.entries()) {
    const id = kept.get(place);
    if (id === undefined) continue;
    keptTopics++;
    stayed += shared[topic * before.k + before.ids.indexOf(id)]!;
  }
  return { keptTopics, papersInBothRuns, movedPapers: papersInBothRuns - stayed };
}

/** Returns the topics of a level, and the place of each in the list of all. */
function gatherLevel(topics: readonly MeasuredTopic[], level: number, papers: number) {
  const places = [...topics.keys()].filter((place) => topics[place]!.level === level);
  const topicOf = new Int32Array(papers).fill(-1);
  for (const [topic, place] of places.entries()) for (const row of topics[place]!.rows) topicOf[row] = topic;
  return { places, topicOf, k: places.length };
}
