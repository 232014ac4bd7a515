import { formatCount, formatPercent } from "../../../text/format-figure.ts";
import type { AtlasTopic, ShownDates, TopicTrend } from "../../atlas-data.ts";
import { writeShownDay } from "../shown-days.ts";

/** The words for what a topic does lately. */
const TREND_WORDS = { new: "New", rising: "Rising", fading: "Fading" } as const;

/** A topic that surely does something lately. */
export type MovingTopic = AtlasTopic & { trend: TopicTrend & { kind: NonNullable<TopicTrend["kind"]> } };

/** Returns the topics that are new, rise or fade lately, those with the largest change first; of a broader one only where none of its parts does the same. */
export function listMovingTopics(topics: readonly AtlasTopic[]): MovingTopic[] {
  const moving = topics.filter((topic): topic is MovingTopic => topic.trend?.kind != null);
  const isToldByPart = (topic: MovingTopic): boolean =>
    moving.some(
      (other) =>
        other.level < topic.level &&
        (other.trend.kind === "fading") === (topic.trend.kind === "fading") &&
        isPartOf(other, topic.id, topics),
    );
  const changeOf = ({ trend }: MovingTopic) => Math.abs(trend.newShare - trend.earlierShare);
  return moving.filter((topic) => !isToldByPart(topic)).sort((a, b) => changeOf(b) - changeOf(a) || a.id - b.id);
}

function isPartOf({ parent }: AtlasTopic, id: number, topics: readonly AtlasTopic[]): boolean {
  if (parent === null) return false;
  const broader = topics.find((topic) => topic.id === parent);
  return parent === id || (broader !== undefined && isPartOf(broader, id, topics));
}

/** Returns what a topic does lately in a word. */
export function nameTrend(kind: NonNullable<TopicTrend["kind"]>): string {
  return TREND_WORDS[kind];
}

/** Returns what a topic does lately with its reason, in sentences. */
export function describeTopicTrend(trend: TopicTrend, dates: ShownDates): string {
  const { kind, since, newPapers, earlierPapers, newShare, earlierShare, changePoint } = trend;
  const shares = `${formatPercent(newShare, 1)} of the papers after ${formatPercent(earlierShare, 1)} before (${describeInterval(trend)})`;
  const counts = `${formatCount(newPapers, "paper")} since ${writeShownDay(since, dates)}, ${earlierPapers} before`;
  const verdict = kind === null ? "No sure trend lately" : nameTrend(kind);
  const change = changePoint === null ? "" : ` Its share is another since ${writeShownDay(changePoint, dates)}.`;
  return `${verdict}: ${counts}; ${shares}.${change}`;
}

/** Returns the 95 % interval of a change, such as "+0.4 to +7.9 points". */
export function describeInterval({ low, high }: { low: number; high: number }): string {
  return `${writePoints(low)} to ${writePoints(high)} points`;
}

function writePoints(change: number): string {
  return `${change < 0 ? "−" : "+"}${(100 * Math.abs(change)).toFixed(1)}`;
}
