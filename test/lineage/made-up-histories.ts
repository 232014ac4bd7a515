import { traceEvents } from "../../pipeline/lineage/trace-events.ts";
import type { TracedRun } from "../../pipeline/lineage/traced-run.ts";
import { createRandom, type Random, sampleIndices } from "../../pipeline/random.ts";
import { assignTopicIds, matchTopics } from "../../pipeline/topics/topic-identity.ts";

/** What happens between the two runs of a made-up history; in quiet ones nothing does but that papers come, go and wander. */
export const PLOTS = ["born", "died", "split", "merged", "grown", "shrunk", "drift", "growth"] as const;

export type Plot = (typeof PLOTS)[number];

/** How a history is made: share of the papers that wander to another topic, and how many topics there are and how large. */
export type HistoryOptions = { wander: number; topics: number; smallest: number; largest: number };

/** Events that were found and that happened, each as "born 3": what, and of which class. */
export type JudgedHistory = { found: string[]; happened: string[] };

const NONE = -1;
const ABSENT = -2;

/**
 * Makes two runs of papers of known classes, the topics of which are the classes but for what the plot does to one or two of them, and returns what
 * the program tells of them. `labels` has the class of each paper.
 */
export function judgeHistory(
  labels: readonly string[],
  plot: Plot,
  options: HistoryOptions,
  random: Random,
): JudgedHistory {
  const classes = drawClasses(labels, options, random);
  const { before, now, happened } = stage(classes, plot, random);
  const moved = wander(now, options.wander, random);
  return { found: findEvents(before, moved, classes), happened };
}

/** Lets the topics of classes drift through so many runs and returns the events that are told of them. */
export function judgeDrift(
  labels: readonly string[],
  steps: number,
  options: HistoryOptions,
  random: Random,
): string[] {
  const classes = drawClasses(labels, options, random);
  let before = [...classes];
  return Array.from({ length: steps }, () => {
    const now = wander(before, options.wander, random);
    const found = findEvents(before, now, classes);
    before = now;
    return found;
  }).flat();
}

/** Returns for each paper its class, from 0: some classes, each cut to a random size. */
function drawClasses(
  labels: readonly string[],
  { topics, smallest, largest }: HistoryOptions,
  random: Random,
): number[] {
  const byLabel = new Map<string, number>();
  for (const label of labels) byLabel.set(label, (byLabel.get(label) ?? 0) + 1);
  const large = [...byLabel].filter(([, count]) => count >= smallest);
  const drawn = sampleIndices(random, large.length, Math.min(topics, large.length));
  return [...drawn].flatMap((place, number) => {
    const most = Math.min(large[place]![1], largest);
    return new Array<number>(smallest + random.integer(most - smallest + 1)).fill(number);
  });
}

function stage(classes: readonly number[], plot: Plot, random: Random) {
  const count = 1 + Math.max(...classes);
  const one = random.integer(count);
  const other = (one + 1 + random.integer(count - 1)) % count;
  const keep = (share: number) => (topic: number) => (random.next() < share ? topic : ABSENT);
  const all = [...classes];
  const without = all.map((topic) => (topic === one ? ABSENT : topic));
  const joined = all.map((topic) => (topic === other ? one : topic));
  const half = all.map((topic) => (topic === one && random.next() < 0.5 ? ABSENT : topic));
  // A few papers come and go in every history.
  const run = (topics: readonly number[]) => topics.map(keep(0.95));
  switch (plot) {
    case "born":
      return { before: run(without), now: run(all), happened: [`born ${one}`] };
    case "died":
      return { before: run(all), now: run(without), happened: [`died ${one}`] };
    case "split":
      return { before: run(joined), now: run(all), happened: [`split ${[one, other].sort().join()}`] };
    case "merged":
      return { before: run(all), now: run(joined), happened: [`merged ${[one, other].sort().join()}`] };
    case "grown":
      return { before: run(half), now: run(all), happened: [`grown ${one}`] };
    case "shrunk":
      return { before: run(all), now: run(half), happened: [`shrunk ${one}`] };
    case "growth":
      return { before: run(all.map(keep(0.7))), now: run(all), happened: [] };
    default:
      return { before: run(all), now: run(all), happened: [] };
  }
}

/** Puts a share of the papers into random topics, large ones more often, so that their sizes stay about as they are. */
function wander(topics: readonly number[], share: number, random: Random): number[] {
  const there = topics.filter((topic) => topic !== ABSENT);
  return topics.map((topic) =>
    topic === ABSENT || random.next() >= share ? topic : there[random.integer(there.length)]!,
  );
}

function findEvents(before: readonly number[], now: readonly number[], classes: readonly number[]): string[] {
  const first = toLevel(before);
  const second = toLevel(now);
  const kept = [...matchTopics(second, first)].flatMap((previous, topic): [number, number][] =>
    previous === -1 ? [] : [[topic, previous + 1]],
  );
  const firstRun = toRun(
    before,
    Array.from({ length: first.k }, (_, topic) => topic + 1),
    first.topicOf,
  );
  const secondRun = toRun(
    now,
    assignTopicIds(
      second.k,
      new Map(kept),
      firstRun.topics.map((topic) => topic.topic_id),
    ),
    second.topicOf,
  );
  const nameOf = (run: TracedRun, id: number) => nameClass(run, id, classes);
  const parts = new Map<string, string[]>();
  const found: string[] = [];
  for (const { event, topic_id, previous_topic_id } of traceEvents(secondRun, firstRun)) {
    if (event === "continued" || event === "renamed") continue;
    if (event === "split" || event === "merged") {
      const whole = `${event} ${event === "split" ? previous_topic_id : topic_id}`;
      const part = event === "split" ? nameOf(secondRun, topic_id!) : nameOf(firstRun, previous_topic_id!);
      parts.set(whole, [...(parts.get(whole) ?? []), part]);
    } else
      found.push(`${event} ${topic_id === null ? nameOf(firstRun, previous_topic_id!) : nameOf(secondRun, topic_id)}`);
  }
  return [...found, ...[...parts].map(([whole, names]) => `${whole.split(" ")[0]} ${names.sort().join()}`)];
}

function toLevel(topics: readonly number[]) {
  const names = [...new Set(topics.filter((topic) => topic >= 0))].sort((a, b) => a - b);
  const topicOf = Int32Array.from(topics, (topic) => (topic < 0 ? NONE : names.indexOf(topic)));
  return { topicOf, k: names.length };
}

function toRun(topics: readonly number[], ids: readonly number[], topicOf: Int32Array): TracedRun {
  const sizes = new Array<number>(ids.length).fill(0);
  for (const topic of topicOf) if (topic !== NONE) sizes[topic]!++;
  return {
    topics: ids.map((topic_id, topic) => ({
      topic_id,
      level: 0,
      parent_id: null,
      label: `${topic_id}`,
      size: sizes[topic]!,
      stability: null,
    })),
    topicOf: new Map(
      topics.flatMap((topic, paper): [number, number][] => (topic === ABSENT ? [] : [[paper, ids[topicOf[paper]!]!]])),
    ),
  };
}

/** The class of most papers of a topic. */
function nameClass(run: TracedRun, id: number, classes: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const [paper, topic] of run.topicOf)
    if (topic === id) counts.set(classes[paper]!, (counts.get(classes[paper]!) ?? 0) + 1);
  return `${[...counts].sort(([a, one], [b, other]) => other - one || a - b)[0]?.[0]}`;
}

/** What was found of what happened. */
export type EventScore = { right: number; found: number; happened: number; f1: number };

/** Returns how many events of so many histories were found, and how many of those found had happened. */
export function scoreHistories(
  labels: readonly string[],
  plots: readonly Plot[],
  options: HistoryOptions,
  rounds: number,
  seed: number,
): EventScore {
  const random = createRandom(seed, `histories ${options.wander} ${plots.join()}`);
  const score = { right: 0, found: 0, happened: 0 };
  for (const plot of plots) {
    for (let round = 0; round < rounds; round++) {
      const { found, happened } = judgeHistory(labels, plot, options, random);
      score.right += found.filter((event) => happened.includes(event)).length;
      score.found += found.length;
      score.happened += happened.length;
    }
  }
  return { ...score, f1: (2 * score.right) / (score.found + score.happened) };
}
