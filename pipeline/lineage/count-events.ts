import { formatCount } from "../text/format-figure.ts";
import { joinWithAnd } from "../text/join-with-and.ts";
import type { EventKind, TopicEvent } from "./traced-run.ts";

type Told = Pick<TopicEvent, "event" | "topic_id" | "previous_topic_id">;

/** Every event, in the order in which they are told. */
export const EVENTS: readonly EventKind[] = [
  "born",
  "split",
  "merged",
  "died",
  "grown",
  "shrunk",
  "renamed",
  "continued",
];

/** Counts topics by what became of them: those that split and those that merged once each, however many parts they have. */
export function countEvents(events: readonly Told[]): Record<EventKind, number> {
  const counts = EVENTS.map((kind): [EventKind, number] => {
    const own = events.filter(({ event }) => event === kind);
    const told = own.map(({ topic_id, previous_topic_id }) =>
      kind === "split" ? previous_topic_id : (topic_id ?? -previous_topic_id!),
    );
    return [kind, new Set(told).size];
  });
  return Object.fromEntries(counts) as Record<EventKind, number>;
}

/** Says what became of topics, such as "48 topics continued, 2 born, and 1 split". */
export function summarizeEvents(events: readonly Told[]): string {
  const { continued, ...others } = countEvents(events);
  const told = EVENTS.filter((kind) => kind !== "continued" && others[kind] > 0);
  return joinWithAnd([
    `${formatCount(continued, "topic")} continued`,
    ...told.map((kind) => `${others[kind as keyof typeof others]} ${kind}`),
  ]);
}
