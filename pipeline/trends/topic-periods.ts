import { choosePeriodUnit, listPeriods, type PeriodUnit, startPeriod } from "../calendar-period.ts";
import { wilsonBound } from "../numeric/share-change.ts";
import type { Counted } from "./judge-trends.ts";
import type { TrendCalendar } from "./trend-calendar.ts";

/** A topic's papers of one period; the share and its 95 % interval are 0 to 1, null where no papers came. */
export type TopicPeriod = {
  id: number;
  start: number;
  papers: number;
  total: number;
  share: number | null;
  low: number | null;
  high: number | null;
};

const Z = 1.959963984540054;

/** Up to three weeks are shown by day, up to two years by week, up to ten by month. */
const MOST_DAYS = 21;
const MOST_WEEKS = 104;
const MOST_PERIODS = 120;

/** Returns the period that suits the days from the first to the last. */
export function chooseTrendPeriod({ days, precision }: TrendCalendar): PeriodUnit {
  const [first, last] = [days[0]!, days.at(-1)!];
  if (precision !== "day") return choosePeriodUnit(first, last, precision, MOST_PERIODS);
  if (last - first < MOST_DAYS) return "day";
  if (last - first < 7 * MOST_WEEKS) return "week";
  return choosePeriodUnit(first, last, "month", MOST_PERIODS);
}

/** Returns each topic's papers of every period, those without papers too, with Wilson's (1927) interval. */
export function listTopicPeriods(
  topics: readonly Counted<number>[],
  calendar: TrendCalendar,
  unit: PeriodUnit,
): TopicPeriod[] {
  const { days, totals } = calendar;
  const starts = listPeriods(days[0]!, days.at(-1)!, unit).slice(0, -1);
  const placeOf = new Map(starts.map((start, place) => [start, place]));
  const periodOf = Array.from(days, (day) => placeOf.get(startPeriod(day, unit))!);
  const sum = (counts: Int32Array) => {
    const sums = new Int32Array(starts.length);
    counts.forEach((count, place) => {
      sums[periodOf[place]!]! += count;
    });
    return sums;
  };
  const all = sum(totals);
  return topics.flatMap(({ id, byDay }) => {
    const own = sum(byDay);
    return starts.map((start, place) => {
      const [count, total] = [own[place]!, all[place]!];
      const share = total === 0 ? null : count / total;
      const bound = (z: number) => (total === 0 ? null : wilsonBound({ count, total }, z));
      return { id, start, papers: count, total, share, low: bound(-Z), high: bound(Z) };
    });
  });
}
