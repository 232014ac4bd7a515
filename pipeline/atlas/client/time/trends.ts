import { startPeriod } from "../../../calendar-period.ts";
import { measureShareChange, type ShareChange } from "../../../numeric/share-change.ts";
import { type AtlasData, NONE, type ShownDates } from "../../atlas-data.ts";
import type { AtlasIndex } from "../atlas-index.ts";

/** How the share of a topic on some days differs from that on all other days: a row of topic_shifts in SQL. Shares are 0 to 1. */
export type TopicShift = {
  topic: number;
  inside: number;
  outside: number;
  shareInside: number;
  shareOutside: number;
} & ShareChange;

/** Topics of level 0 whose interval leaves out 0, the largest change first, and of how many topics. */
export type Trends = { rising: TopicShift[]; fading: TopicShift[]; topics: number };

/** Returns what lately means, as the view latest_days: the last seven days, or the month or year of the newest paper. */
export function findLatestDays(last: number, { precision }: ShownDates): [first: number, last: number] {
  return [precision === "day" ? last - 6 : startPeriod(last, precision), last];
}

/** Returns the shift of each topic with dated papers, by its id, as topic_shifts does; none where all papers are inside, or none. */
export function measureShifts(
  { papers }: Pick<AtlasData, "papers">,
  { days }: Pick<AtlasIndex, "days">,
  [first, last]: readonly [first: number, last: number],
): TopicShift[] {
  const counts = new Map<number, { inside: number; outside: number }>();
  const all = { inside: 0, outside: 0 };
  for (const [row, day] of days.entries()) {
    const topic = papers.topicOf[row]!;
    if (day === NONE || topic === NONE) continue;
    const side = day >= first && day <= last ? "inside" : "outside";
    const count = counts.get(topic) ?? { inside: 0, outside: 0 };
    count[side]++;
    all[side]++;
    counts.set(topic, count);
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .flatMap(([topic, { inside, outside }]) => {
      const change = measureShareChange({ count: inside, total: all.inside }, { count: outside, total: all.outside });
      const shares = { shareInside: inside / all.inside, shareOutside: outside / all.outside };
      return change ? [{ topic, inside, outside, ...shares, ...change }] : [];
    });
}

/** Returns the topics that rise and those that fade. */
export function chooseTrends(shifts: readonly TopicShift[]): Trends {
  const byChange = (a: TopicShift, b: TopicShift) => Math.abs(b.change) - Math.abs(a.change) || a.topic - b.topic;
  return {
    rising: shifts.filter(({ low }) => low > 0).sort(byChange),
    fading: shifts.filter(({ high }) => high < 0).sort(byChange),
    topics: shifts.length,
  };
}
