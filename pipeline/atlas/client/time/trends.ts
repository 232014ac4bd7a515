import { startPeriod } from "../../../calendar-period.ts";
import { adjustPValues } from "../../../numeric/false-discovery.ts";
import { boundMarked, type Draw, listDrawProbabilities, listLogFactorials } from "../../../numeric/hypergeometric.ts";
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
  /** How probable it is that its count is as far out or further if the days of all papers were shuffled, both directions together. */
  pValue: number;
} & ShareChange;

/** At most so large a part of what is shown are false alarms. */
const FALSE_ALARMS = 0.05;

/** Topics of level 0 whose share differs surely, the largest change first, and of how many topics. */
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
  const logs = listLogFactorials(all.inside + all.outside);
  return [...counts]
    .sort(([a], [b]) => a - b)
    .flatMap(([topic, { inside, outside }]) => {
      const change = measureShareChange({ count: inside, total: all.inside }, { count: outside, total: all.outside });
      const shares = { shareInside: inside / all.inside, shareOutside: outside / all.outside };
      const draw = { drawn: all.inside, marked: inside + outside, all: all.inside + all.outside };
      return change ? [{ topic, inside, outside, ...shares, ...change, pValue: findPValue(inside, draw, logs) }] : [];
    });
}

/** Returns the exact two-sided p-value of a count: twice that of the smaller tail. */
function findPValue(count: number, draw: Draw, logs: Float64Array): number {
  const chances = listDrawProbabilities(draw, logs);
  const place = count - boundMarked(draw)[0];
  const sum = (part: Float64Array) => part.reduce((total, chance) => total + chance, 0);
  return Math.min(1, 2 * Math.min(sum(chances.subarray(0, place + 1)), sum(chances.subarray(place))));
}

/** Returns the topics that rise and those that fade, so that of those that are shown one in twenty is a false alarm (Benjamini and Hochberg 1995). */
export function chooseTrends(all: readonly TopicShift[]): Trends {
  const qValues = adjustPValues(all.map(({ pValue }) => pValue));
  const shifts = all.filter((_, index) => qValues[index]! <= FALSE_ALARMS);
  const byChange = (a: TopicShift, b: TopicShift) => Math.abs(b.change) - Math.abs(a.change) || a.topic - b.topic;
  return {
    rising: shifts.filter(({ change }) => change > 0).sort(byChange),
    fading: shifts.filter(({ change }) => change < 0).sort(byChange),
    topics: all.length,
  };
}
