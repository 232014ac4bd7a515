/** What became of a topic between two runs; `topic` and `previous` are null where there is none. */
export type TopicChange = {
  topic: number | null;
  previous: number | null;
  fate: "kept" | "split" | "merged" | "born" | "died";
  /** Of the papers that both runs placed: those in the topic, those in the last run's, those in both, and these as a share of those in either. */
  papers: number;
  previousPapers: number;
  shared: number;
  jaccard: number;
};

/** A level's topics in the last run: their ids, and the one of each paper of this run, null where it had none. */
export type PreviousTopics = { ids: readonly number[]; topicOf: readonly (number | null)[] };

/**
 * Returns what became of each topic, of the papers that both runs placed. `labels` gives the topic of each paper, below k, or -1.
 * A topic is kept where it holds more than half of the last run's topic and more than half of it comes from there, so that no topic can be kept twice.
 * Else a topic of which more than half comes from one of the last run is split from it; a topic of the last run of which more than
 * half went into one is merged into it. Those left over were born, or died. (The transitions of MONIC, Spiliopoulou et al. 2006, with
 * both thresholds at a half.) In order of topics; then the dead.
 */
export function traceTopics(labels: ArrayLike<number>, k: number, previous: PreviousTopics): TopicChange[] {
  const { counts, sizes, previousSizes } = countShared(labels, k, previous);
  const change = (topic: number | null, origin: number | null, fate: TopicChange["fate"]): TopicChange => {
    const papers = topic === null ? 0 : sizes[topic]!;
    const previousPapers = origin === null ? 0 : previousSizes.get(origin)!;
    const shared = topic === null || origin === null ? 0 : (counts.get(topic)?.get(origin) ?? 0);
    const jaccard = shared === 0 ? 0 : shared / (papers + previousPapers - shared);
    return { topic, previous: origin, fate, papers, previousPapers, shared, jaccard };
  };
  const holdsMost = (topic: number, origin: number) =>
    2 * (counts.get(topic)?.get(origin) ?? 0) > previousSizes.get(origin)!;
  const comesFrom = (topic: number, origin: number) => 2 * (counts.get(topic)?.get(origin) ?? 0) > sizes[topic]!;

  const changes: TopicChange[] = [];
  for (let topic = 0; topic < k; topic++) {
    const before = changes.length;
    for (const origin of previous.ids) {
      const [holds, comes] = [holdsMost(topic, origin), comesFrom(topic, origin)];
      if (holds || comes) changes.push(change(topic, origin, holds && comes ? "kept" : comes ? "split" : "merged"));
    }
    if (changes.length === before) changes.push(change(topic, null, "born"));
  }
  for (const origin of previous.ids) {
    const held = changes.filter((row) => row.previous === origin).reduce((sum, { shared }) => sum + shared, 0);
    if (2 * held > previousSizes.get(origin)!) continue;
    changes.push(change(null, origin, "died"));
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

function countShared(labels: ArrayLike<number>, k: number, { ids, topicOf }: PreviousTopics) {
  const counts = new Map<number, Map<number, number>>();
  const sizes = new Int32Array(k);
  const previousSizes = new Map(ids.map((id) => [id, 0]));
  for (const [row, origin] of topicOf.entries()) {
    const topic = labels[row]!;
    if (origin === null || topic < 0) continue;
    const shared = counts.get(topic) ?? new Map<number, number>();
    counts.set(topic, shared.set(origin, (shared.get(origin) ?? 0) + 1));
    sizes[topic]!++;
    previousSizes.set(origin, previousSizes.get(origin)! + 1);
  }
  return { counts, sizes, previousSizes };
}
