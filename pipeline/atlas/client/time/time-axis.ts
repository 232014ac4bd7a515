import { type PeriodUnit, startPeriod } from "../../../calendar-period.ts";
import type { TimeBins } from "./time-bins.ts";

/** A mark under the bars: its place in bins from the left, and the date there. */
export type TimeTick = { bin: number; label: string };

/** Steps between marks, in bins, that fall on what people count by: weeks among days, years among months. */
const STEPS: Record<PeriodUnit, number[]> = {
  day: [1, 7, 14, 28],
  week: [1, 2, 4, 8, 13, 26],
  month: [1, 3, 6, 12, 24],
  quarter: [1, 2, 4, 8, 20, 40],
  year: [1, 2, 5, 10, 20, 50],
  decade: [1, 2, 5, 10],
  century: [1, 2, 5, 10],
  millennium: [1, 2, 5],
};
/** Marks of days stand on Mondays, those of months where a year has its quarters, those of years on round ones. */
const ALIGNED: Partial<Record<PeriodUnit, PeriodUnit>> = {
  day: "week",
  month: "year",
  quarter: "year",
  year: "decade",
};

/** Returns at most `most` marks, evenly spaced. */
export function placeTicks(bins: TimeBins, most: number): TimeTick[] {
  const step = STEPS[bins.unit].find((bin) => bins.size / bin <= most) ?? Math.ceil(bins.size / Math.max(1, most));
  const larger = ALIGNED[bins.unit];
  const [first] = bins.daysOf(0);
  const next =
    larger && step > 1
      ? bins.binOf(startPeriod(startPeriod(first, larger) === first ? first - 1 : first, larger, 1))
      : 0;
  const ticks: TimeTick[] = [];
  for (let bin = next % step; bin < bins.size; bin += step) ticks.push({ bin, label: bins.nameOf(bin) });
  return ticks;
}
