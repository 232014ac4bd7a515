import { type CountedTopic, countOverlap, type Overlap } from "./count-overlap.ts";
import { balanceTopic, describePlainChange, judgeSize } from "./judge-size.ts";
import type { EventKind, TopicEvent, TracedRun } from "./traced-run.ts";

/** A topic is of papers that came where no more than this part of what its corpus would give are old; one is gone with its papers likewise. */
const LEAST_REMAINDER = 0.5;

/**
 * Returns what became of each topic from one run to another, level by level: of those there are, by id, then of those that are no more. A topic of
 * one id in both goes on: it is continued, or grown or shrunk (see judgeSize); renamed is said beside that. A topic without heir or forebear is
 * judged by the papers that both runs placed (MONIC, Spiliopoulou et al. 2006, thresholds of a half): more than half of a new one from an old one:
 * split from it; more than half of an old one in a new one: merged into it; else born, and died. A topic that goes on has a part in its splits and mergers.
 */
export function traceEvents(now: TracedRun, before: TracedRun): TopicEvent[] {
  const levels = new Set([...now.topics, ...before.topics].map(({ level }) => level));
  return [...levels].sort((a, b) => a - b).flatMap((level) => traceLevel(countOverlap(now, before, level)));
}

/** Two topics by their places: of now and of before, or -1. */
type Pair = { topic: number; previous: number };

function traceLevel(overlap: Overlap): TopicEvent[] {
  const { now, before } = overlap;
  const heirs = now.map(({ topic }) => before.findIndex((old) => old.topic.topic_id === topic.topic_id));
  const isNew = (place: number) => heirs[place] === -1;
  const isGone = (place: number) => !heirs.includes(place);
  const splits = listPlaces(now, isNew).flatMap((topic) => findOrigin(overlap, topic));
  const merges = listPlaces(before, isGone).flatMap((previous) => findSuccessor(overlap, previous));
  const events: TopicEvent[] = [];
  const tell = (event: EventKind, pair: Pair) => events.push(describePair(overlap, event, pair));
  const partsOf = (topic: number) => splits.filter(({ previous }) => previous === heirs[topic]);
  const joinedTo = (topic: number) => merges.filter((pair) => pair.topic === topic);
  const balances = new Map(
    listPlaces(now, (topic) => heirs[topic] !== -1).map((topic) => [
      topic,
      balanceTopic(overlap, { topic, previous: heirs[topic]! }, partsOf(topic), joinedTo(topic)),
    ]),
  );
  const plain = describePlainChange([...balances.values()]);

  for (const topic of now.keys()) {
    const own = splits.filter((pair) => pair.topic === topic);
    const joined = joinedTo(topic);
    const previous = heirs[topic]!;
    if (previous === -1) {
      for (const pair of own) tell("split", pair);
      for (const pair of joined) tell("merged", pair);
      if (own.length + joined.length === 0) tell("born", { topic, previous });
      continue;
    }
    const parts = partsOf(topic);
    const size = judgeSize(balances.get(topic)!, plain);
    if (parts.length > 0) tell("split", { topic, previous });
    if (joined.length > 0) {
      tell("merged", { topic, previous });
      for (const pair of joined) tell("merged", pair);
    }
    if (size !== "continued" || parts.length + joined.length === 0) tell(size, { topic, previous });
    if (now[topic]!.topic.label !== before[previous]!.topic.label) tell("renamed", { topic, previous });
  }
  for (const previous of listPlaces(before, isGone)) {
    const inherited = [...splits, ...merges].filter((pair) => pair.previous === previous);
    const shared = new Map(inherited.map((pair) => [pair.topic, overlap.countShared(pair.topic, previous)]));
    const kept = [...shared.values()].reduce((sum, papers) => sum + papers, 0);
    if (2 * kept <= before[previous]!.placedInBoth || kept === 0) tell("died", { topic: -1, previous });
  }
  return events;
}

function listPlaces(topics: readonly CountedTopic[], isTaken: (place: number) => boolean): number[] {
  return [...topics.keys()].filter(isTaken);
}

/** The old topic that a new one split from: none where most of its papers came since, or no old one has most of the others. */
function findOrigin(overlap: Overlap, topic: number): Pair[] {
  const counted = overlap.now[topic]!;
  if (isMostlyStrange(counted, overlap.now)) return [];
  return [...overlap.before.keys()]
    .filter((previous) => 2 * overlap.countShared(topic, previous) > counted.placedInBoth)
    .map((previous) => ({ topic, previous }));
}

/** The topic that an old one merged into. */
function findSuccessor(overlap: Overlap, previous: number): Pair[] {
  const counted = overlap.before[previous]!;
  if (isMostlyStrange(counted, overlap.before)) return [];
  return [...overlap.now.keys()]
    .filter((topic) => 2 * overlap.countShared(topic, previous) > counted.placedInBoth)
    .map((topic) => ({ topic, previous }));
}

/** Whether the other run knows far fewer of a topic's papers than of the papers of all topics. */
function isMostlyStrange({ papers, inBoth }: CountedTopic, all: readonly CountedTopic[]): boolean {
  const total = sum(all.map((topic) => topic.papers));
  const known = sum(all.map((topic) => topic.inBoth));
  return inBoth * total < LEAST_REMAINDER * papers * known;
}

function describePair(overlap: Overlap, event: EventKind, { topic, previous }: Pair): TopicEvent {
  const now = overlap.now[topic];
  const before = overlap.before[previous];
  const shared = now && before ? overlap.countShared(topic, previous) : 0;
  return {
    event,
    level: (now ?? before)!.topic.level,
    topic_id: now?.topic.topic_id ?? null,
    previous_topic_id: before?.topic.topic_id ?? null,
    label: now?.topic.label ?? null,
    previous_label: before?.topic.label ?? null,
    papers: now?.papers ?? 0,
    previous_papers: before?.papers ?? 0,
    shared_papers: shared,
    new_papers: now ? now.papers - now.inBoth : 0,
    gone_papers: before ? before.papers - before.inBoth : 0,
    evidence: weighEvidence(overlap, event, { topic, previous }, shared),
  };
}

/** Share of the papers that speak for an event. */
function weighEvidence(overlap: Overlap, event: EventKind, { topic, previous }: Pair, shared: number): number {
  const now = overlap.now[topic];
  const before = overlap.before[previous];
  switch (event) {
    case "born": {
      const most = Math.max(0, ...overlap.before.map((_, other) => overlap.countShared(topic, other)));
      return divide(now!.papers - most, now!.papers);
    }
    case "died": {
      const most = Math.max(0, ...overlap.now.map((_, other) => overlap.countShared(other, previous)));
      return divide(before!.papers - most, before!.papers);
    }
    case "split":
      return divide(shared, now!.placedInBoth);
    case "merged":
      return divide(shared, before!.placedInBoth);
    default:
      return divide(shared, now!.placedInBoth + before!.placedInBoth - shared);
  }
}

function divide(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
