import type { TopicLevel } from "./assign-levels.ts";
import { assignTopicIds, type TopicChange, traceTopics } from "./topic-identity.ts";
import type { MeasuredTopic } from "./topic-levels.ts";

/** The topics of the last run: those of each level, the finest first, with the papers of this run in them. */
export type LastTopics = {
  levels: readonly TopicLevel[];
  /** Papers of the last run, and those of them that were in a topic. */
  papers: number;
  placed: number;
};

/** What became of a topic of any level: `topic` is its place in the list of topics, `previous` the id in the last run; -1 for none. */
export type IdentityChange = TopicChange & { level: number };

/** Which topics of the last run those of this run are. */
export type Identity = {
  /** The id of each topic, in the order of topics. */
  topicIds: number[];
  /** Level by level, the finest first. */
  changes: IdentityChange[];
  /** Whether the last run had the same papers in the same topics. */
  isUnchanged: boolean;
  /** Of the finest level: topics kept, papers that both runs placed, and those of them that are not where they were. */
  keptTopics: number;
  papersInBothRuns: number;
  movedPapers: number;
};

/** Gives each topic its id: that of the last run's topic where it is the same (see traceTopics), else a new one. `papers` is the number of papers. */
export function identifyTopics(topics: readonly MeasuredTopic[], papers: number, last: LastTopics): Identity {
  const levels = 1 + Math.max(last.levels.length - 1, ...topics.map(({ level }) => level));
  const changes = Array.from({ length: levels }, (_, level) => traceLevel(topics, level, papers, last)).flat();
  const kept = changes.filter(({ fate }) => fate === "kept");
  const topicIds = assignTopicIds(
    topics.length,
    new Map(kept.map(({ topic, previous }) => [topic, previous])),
    last.levels.flatMap(({ ids }) => ids),
  );
  const fineKept = kept.filter(({ level }) => level === 0);
  const stayed = sumShared(fineKept);
  const papersInBothRuns = countInBoth(changes.filter(({ level }) => level === 0));
  const placed = topics.reduce((sum, { level, rows }) => sum + (level === 0 ? rows.length : 0), 0);
  return {
    topicIds,
    changes,
    isUnchanged:
      changes.every(({ fate, jaccard }) => fate === "kept" && jaccard === 1) &&
      last.papers === papers &&
      last.placed === placed &&
      stayed === placed,
    keptTopics: fineKept.length,
    papersInBothRuns,
    movedPapers: papersInBothRuns - stayed,
  };
}

function traceLevel(
  topics: readonly MeasuredTopic[],
  level: number,
  papers: number,
  last: LastTopics,
): IdentityChange[] {
  const places = [...topics.keys()].filter((place) => topics[place]!.level === level);
  const topicOf = new Int32Array(papers).fill(-1);
  for (const [topic, place] of places.entries()) for (const row of topics[place]!.rows) topicOf[row] = topic;
  const before = last.levels[level] ?? { ids: [], k: 0, topicOf: new Int32Array(papers).fill(-1) };
  return traceTopics({ topicOf, k: places.length }, before).map((change) => ({
    ...change,
    level,
    topic: places[change.topic] ?? -1,
    previous: before.ids[change.previous] ?? -1,
  }));
}

function sumShared(changes: readonly TopicChange[]): number {
  return changes.reduce((sum, { shared }) => sum + shared, 0);
}

/** A topic may stand in several changes, each with all of its papers. */
function countInBoth(changes: readonly TopicChange[]): number {
  const papersOf = new Map(changes.map(({ topic, papers }) => [topic, papers]));
  return [...papersOf.values()].reduce((sum, papers) => sum + papers, 0);
}
