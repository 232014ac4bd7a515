import { formatCount } from "../text/format-figure.ts";
import type { PeriodCount, Periods } from "../topic-cards/count-over-time.ts";

const LENGTHS = { day: 10, week: 10, month: 7, quarter: 7, year: 4, decade: 4, century: 4, millennium: 4 } as const;

/** Returns what papers are counted by over time, such as "listed 2026-06-01 to 2026-08-21, by week". */
export function describePeriods({ basis, unit, first, last }: Periods): string {
  const shown = (day: string) => day.slice(0, LENGTHS[unit]);
  const extent = shown(first) === shown(last) ? shown(first) : `${shown(first)} to ${shown(last)}`;
  return `${basis} ${extent}, by ${unit}`;
}

/** Returns when most papers were, such as "most from 2026-06-08: 46 papers". */
export function describeMost(counts: readonly PeriodCount[], { unit }: Periods): string {
  const most = counts.reduce((best, count) => (count.papers > best.papers ? count : best));
  const when = unit === "day" ? "on" : unit === "week" ? "in the week of" : `in the ${unit} from`;
  return `most ${when} ${most.from.slice(0, LENGTHS[unit])}: ${formatCount(most.papers, "paper")}`;
}
