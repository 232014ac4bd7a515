import { writeDay } from "../../../calendar-day.ts";
import { choosePeriodUnit, listPeriods, namePeriod, type PeriodUnit } from "../../../calendar-period.ts";
import { formatCount, formatNumber } from "../../../text/format-figure.ts";
import { NONE, type ShownDates } from "../../atlas-data.ts";

/** Stretches of the calendar that hold all days of the papers. Days count from 1970-01-01. */
export type TimeBins = {
  unit: PeriodUnit;
  size: number;
  /** Days of the first and the last paper. */
  first: number;
  last: number;
  /** Returns the bin of a day; days before the first or after the last are in the outermost. */
  binOf(day: number): number;
  /** Returns the days from the first of one bin to the last of another, without those before the first paper and after the last. */
  daysOf(bin: number, until?: number): [first: number, last: number];
  /** Returns where a day begins, in bins from the left. */
  placeOf(day: number): number;
  /** Returns how many papers that pass have their day in each bin; `days` gives it by row, -1 for none. */
  count(days: ArrayLike<number>, passes: (row: number) => boolean): Uint32Array;
  /** Returns the name of a bin, such as 2026-11-24, 2026-11 or 2026. */
  nameOf(bin: number): string;
};

/** Returns the shortest stretches of which there are at most `most`, none shorter than what is known of the days; null where no day is known. */
export function binTime(days: ArrayLike<number>, { precision }: ShownDates, most: number): TimeBins | null {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < days.length; row++) {
    const day = days[row]!;
    if (day === NONE) continue;
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  if (first > last) return null;
  const unit = choosePeriodUnit(first, last, precision, most);
  const starts = listPeriods(first, last, unit);
  const size = starts.length - 1;
  const binOf = (day: number): number => {
    let [low, high] = [0, size - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (starts[middle]! <= day) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    unit,
    size,
    first,
    last,
    binOf,
    daysOf: (bin, until = bin) => [Math.max(first, starts[bin]!), Math.min(last, starts[until + 1]! - 1)],
    placeOf(day) {
      const bin = binOf(day);
      const share = (day - starts[bin]!) / (starts[bin + 1]! - starts[bin]!);
      return bin + Math.min(1, Math.max(0, share));
    },
    count(known, passes) {
      const counts = new Uint32Array(size);
      for (let row = 0; row < known.length; row++) {
        if (known[row] !== NONE && passes(row)) counts[binOf(known[row]!)]!++;
      }
      return counts;
    },
    nameOf: (bin) => namePeriod(writeDay(starts[bin]!), unit),
  };
}

/** Returns counts in words: the first, the most and the last, such as "by week: 3 papers in that of 2026-06-01; most, 9, in that of 2026-07-06". */
export function describeCounts({ unit, size, nameOf }: TimeBins, counts: ArrayLike<number>): string {
  const bins = Array.from({ length: size }, (_, bin) => bin);
  const most = bins.reduce((best, bin) => (counts[bin]! > counts[best]! ? bin : best), 0);
  const parts = [...new Set([0, most, size - 1])].map((bin, place) => {
    const count = place === 0 ? formatCount(counts[bin]!, "paper") : formatNumber(counts[bin]!);
    return `${bin === most ? `most, ${count},` : count} ${whenIn(unit, nameOf(bin))}`;
  });
  return `by ${unit}: ${parts.join("; ")}`;
}

function whenIn(unit: PeriodUnit, name: string): string {
  if (unit === "day") return `on ${name}`;
  return unit === "week" || unit === "quarter" ? `in the ${unit} from ${name}` : `in ${name}`;
}
