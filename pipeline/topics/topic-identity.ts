import type { TopicLevel } from "./assign-levels.ts";

/** Topics of the same n papers: for each paper the number of its topic below k, or -1. */
type Topics = Omit<TopicLevel, "ids">;

/** What became of a topic between two runs. */
export type TopicChange = {
  /** Numbers of the topic now and in the last run; -1 where there is none. */
  topic: number;
  previous: number;
  fate: "kept" | "split" | "merged" | "born" | "died";
  /** Of the papers that both runs placed: those in the topic, those in the last run's, and those in both. */
  papers: number;
  previousPapers: number;
  shared: number;
  /** Papers in both as a share of those in either. */
  jaccard: number;
};

/**
 * Returns what became of each topic, in order of topics, then those that died (MONIC, Spiliopoulou et al. 2006, thresholds of a half). Only papers that both runs placed count.
 * Kept: each has more than half of the other. Split: more than half of the new one is from the old. Merged: more than half of the old one is in the new.
 */
export function traceTopics(now: Topics, before: Topics): TopicChange[] {
  const counts = countShared(now, before);
  const changes: TopicChange[] = [];
  for (let topic = 0; topic < now.k; topic++) {
    const known = changes.length;
    for (let previous = 0; previous < before.k; previous++) {
      const change = measureChange(topic, previous, counts);
      const fate = judgeFate(change);
      if (fate) changes.push({ ...change, fate });
    }
    if (changes.length === known) changes.push({ ...measureChange(topic, -1, counts), fate: "born" });
  }
  for (let previous = 0; previous < before.k; previous++) {
    const heirs = changes.filter((change) => change.previous === previous);
    const inherited = heirs.reduce((sum, { shared }) => sum + shared, 0);
    if (2 * inherited > counts.previousSizes[previous]!) continue;
    changes.push({ ...measureChange(-1, previous, counts), fate: "died" });
  }
  return changes;
}

/**
 * Returns the id of each of `count` topics: a kept topic has that of the last run; the others take, in order, the smallest positive
 * numbers that are not among `used`, the ids of the last run.
 */
export function assignTopicIds(count: number, kept: ReadonlyMap<number, number>, used: Iterable<number>): number[] {
  const taken = new Set(used);
  let next = 1;
  return Array.from({ length: count }, (_, topic) => {
    const id = kept.get(topic);
    if (id !== undefined) return id;
    while (taken.has(next)) next++;
    taken.add(next);
    return next;
  });
}

/** Papers that both runs placed: `shared` by topic and topic before (k x k before), `sizes` by topic, `previousSizes` by topic before. */
type SharedCounts = { shared: Int32Array; sizes: Int32Array; previousSizes: Int32Array };

function countShared(now: Topics, before: Topics): SharedCounts {
  const shared = new Int32Array(now.k * before.k);
  const sizes = new Int32Array(now.k);
  const previousSizes = new Int32Array(before.k);
  for (const [row, topic] of now.topicOf.entries()) {
    const previous = before.topicOf[row]!;
    if (topic === -1 || previous === -1) continue;
    shared[topic * before.k + previous]!++;
    sizes[topic]!++;
    previousSizes[previous]!++;
  }
  return { shared, sizes, previousSizes };
}

/** Counts what two topics have, either of which may be -1, none. */
function measureChange(topic: number, previous: number, counts: SharedCounts): Omit<TopicChange, "fate"> {
  const papers = counts.sizes[topic] ?? 0;
  const previousPapers = counts.previousSizes[previous] ?? 0;
  const isPair = topic !== -1 && previous !== -1;
  const shared = isPair ? counts.shared[topic * counts.previousSizes.length + previous]! : 0;
  const jaccard = shared === 0 ? 0 : shared / (papers + previousPapers - shared);
  return { topic, previous, papers, previousPapers, shared, jaccard };
}

function judgeFate({ papers, previousPapers, shared }: Omit<TopicChange, "fate">): TopicChange["fate"] | null {
  const holdsMost = 2 * shared > previousPapers;
  const comesFrom = 2 * shared > papers;
  if (holdsMost && comesFrom) return "kept";
  if (comesFrom) return "split";
  return holdsMost ? "merged" : null;
}
