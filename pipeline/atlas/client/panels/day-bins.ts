import { formatCount } from "../../../text/format-figure.ts";
import { NONE, type PaperColumns, type ShownDates } from "../../atlas-data.ts";
import { nameDates, writeShownDay } from "../shown-days.ts";

/** Papers by the day of listing: a paper listed on many days has as many places. */
export type ListedDays = { day: Int32Array; row: Uint32Array };

/** Stretches of as many days each, from `first` to `last`. */
export type DayBins = {
  first: number;
  last: number;
  /** Days in a stretch. */
  step: number;
  size: number;
  /** Returns how many papers that pass were listed in each stretch, each paper once a stretch. */
  count(days: ListedDays, passes: (row: number) => boolean): Uint32Array;
  /** Returns the first day of a stretch, and the last. */
  daysOf(bin: number): [first: number, last: number];
  /** Returns in words when most were listed. */
  describe(counts: Uint32Array): string;
};

/** Returns the days on which papers were listed, in the order of the papers. */
export function listDays({ id, appearances }: PaperColumns): ListedDays {
  const day: number[] = [];
  const row: number[] = [];
  for (const paper of id.keys()) {
    for (let place = appearances.start[paper]!; place < appearances.start[paper + 1]!; place++) {
      if (appearances.day[place] === NONE) continue;
      day.push(appearances.day[place]!);
      row.push(paper);
    }
  }
  return { day: Int32Array.from(day), row: Uint32Array.from(row) };
}

const MOST_BINS = 48;
const YEAR = 365;
const STEPS = [1, 7, 14, 28, 91, 182, YEAR];

/** A stretch is no shorter than what days stand for. */
const LEAST_STEP = { day: 1, month: 28, year: YEAR };

/** Returns at most 48 stretches that hold all days, of whole years where no more is known; null where there are none. */
export function binDays({ day }: ListedDays, dates: ShownDates): DayBins | null {
  if (day.length === 0) return null;
  const first = day.reduce((least, value) => Math.min(least, value));
  const last = day.reduce((most, value) => Math.max(most, value));
  const span = last - first + 1;
  const least = LEAST_STEP[dates.precision];
  const suited = STEPS.find((days) => days >= least && span / days <= MOST_BINS) ?? Math.ceil(span / MOST_BINS);
  const step = dates.precision === "year" ? YEAR * Math.ceil(suited / YEAR) : suited;
  const size = Math.ceil(span / step);
  const write = (shown: number) => writeShownDay(shown, dates);
  const daysOf = (bin: number): [number, number] => [first + bin * step, Math.min(last, first + (bin + 1) * step - 1)];
  return {
    first,
    last,
    step,
    size,
    daysOf,
    count(days, passes) {
      const seen = new Set<number>();
      const counts = new Uint32Array(size);
      for (const [place, row] of days.row.entries()) {
        const bin = Math.floor((days.day[place]! - first) / step);
        if (!passes(row) || seen.has(row * size + bin)) continue;
        seen.add(row * size + bin);
        counts[bin]!++;
      }
      return counts;
    },
    describe(counts) {
      const most = counts.reduce((best, count, bin) => (count > counts[best]! ? bin : best), 0);
      const [from, to] = daysOf(most);
      const when =
        from === to
          ? `on ${write(from)}`
          : write(from) === write(to)
            ? `in ${write(from)}`
            : `from ${write(from)} to ${write(to)}`;
      return `${nameDates(dates)} from ${write(first)} to ${write(last)}; most ${when}: ${formatCount(counts[most]!, "paper")}.`;
    },
  };
}
