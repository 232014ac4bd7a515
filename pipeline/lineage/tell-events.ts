import { formatCount, formatNumber } from "../text/format-figure.ts";
import { EVENTS } from "./count-events.ts";
import type { EventKind, TopicEvent } from "./traced-run.ts";

/** A topic that a sentence names. */
export type NamedTopic = { label: string; topic_id: number };

/** A sentence on what became of topics: text, and the topics that it names. */
export type Story = { event: EventKind; level: number; parts: (string | NamedTopic)[] };

/** Tells events in sentences: those of a kind together in the order of EVENTS, a split topic or one that others merged into in one sentence. */
export function tellEvents(events: readonly TopicEvent[]): Story[] {
  const stories = [
    ...groupBy(events, "split", ({ previous_topic_id }) => previous_topic_id!).map(tellSplit),
    ...groupBy(events, "merged", ({ topic_id }) => topic_id!).map(tellMerger),
    ...events.filter(({ event }) => event !== "split" && event !== "merged").map(tellOne),
  ];
  return stories.sort((a, b) => a.level - b.level || EVENTS.indexOf(a.event) - EVENTS.indexOf(b.event));
}

/** Returns a story as plain text. */
export function writeStory({ parts }: Story): string {
  return parts.map((part) => (typeof part === "string" ? part : `${part.label} (${part.topic_id})`)).join("");
}

function groupBy(events: readonly TopicEvent[], kind: EventKind, key: (event: TopicEvent) => number): TopicEvent[][] {
  const groups = new Map<string, TopicEvent[]>();
  for (const event of events) {
    if (event.event !== kind) continue;
    const name = `${event.level} ${key(event)}`;
    groups.set(name, [...(groups.get(name) ?? []), event]);
  }
  return [...groups.values()];
}

function tellSplit(parts: readonly TopicEvent[]): Story {
  const [first] = parts;
  const { level, previous_topic_id, previous_papers } = first!;
  const old = { label: first!.previous_label!, topic_id: previous_topic_id! };
  const stayed = parts.find(({ topic_id }) => topic_id === previous_topic_id);
  const others = parts.filter((part) => part !== stayed);
  const into = others.map((part, place): (string | NamedTopic)[] => [
    `${place === 0 ? "" : ", "}${formatNumber(part.shared_papers)} went into `,
    nameNow(part),
  ]);
  const remainder = stayed ? `${formatNumber(stayed.shared_papers)} stayed, ` : "";
  return {
    event: "split",
    level,
    parts: [old, ` split: of its ${formatCount(previous_papers, "paper")} ${remainder}`, ...into.flat(), "."],
  };
}

function tellMerger(joined: readonly TopicEvent[]): Story {
  const [first] = joined;
  const others = joined.filter(({ topic_id, previous_topic_id }) => topic_id !== previous_topic_id);
  const from = others.map((part, place): (string | NamedTopic)[] => [
    place === 0 ? "" : place === others.length - 1 ? " and " : ", ",
    nameBefore(part),
    ` with ${formatNumber(part.shared_papers)} of its ${formatCount(part.previous_papers, "paper")}`,
  ]);
  return { event: "merged", level: first!.level, parts: [...from.flat(), " went into ", nameNow(first!), "."] };
}

function tellOne(event: TopicEvent): Story {
  const { papers, previous_papers, shared_papers, new_papers, gone_papers } = event;
  const came = joinCounts([
    [new_papers, "came since"],
    [papers - shared_papers - new_papers, "from other topics"],
  ]);
  const went = joinCounts([
    [gone_papers, "are gone"],
    [previous_papers - shared_papers - gone_papers, "are in other topics"],
  ]);
  const tell = (...parts: Story["parts"]): Story => ({ event: event.event, level: event.level, parts });
  switch (event.event) {
    case "born":
      return tell(nameNow(event), ` is new, with ${formatCount(papers, "paper")}: ${came}.`);
    case "died":
      return tell(nameBefore(event), ` is no more: of its ${formatCount(previous_papers, "paper")} ${went}.`);
    case "grown":
      return tell(
        nameNow(event),
        ` grew from ${formatNumber(previous_papers)} to ${formatCount(papers, "paper")}: ${came}.`,
      );
    case "shrunk":
      return tell(
        nameNow(event),
        ` shrank from ${formatNumber(previous_papers)} to ${formatCount(papers, "paper")}: ${went}.`,
      );
    case "renamed":
      return tell(nameNow(event), ` was called ${event.previous_label}.`);
    default:
      return tell(
        nameNow(event),
        ` goes on: ${formatNumber(shared_papers)} of its ${formatCount(previous_papers, "paper")} stayed${came === "" ? "" : `; ${came}`}.`,
      );
  }
}

function joinCounts(counts: readonly (readonly [number, string])[]): string {
  return counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${formatNumber(count)} ${what}`)
    .join(", ");
}

function nameNow({ label, topic_id }: TopicEvent): NamedTopic {
  return { label: label!, topic_id: topic_id! };
}

function nameBefore({ previous_label, previous_topic_id }: TopicEvent): NamedTopic {
  return { label: previous_label!, topic_id: previous_topic_id! };
}
