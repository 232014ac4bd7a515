import { adjustPValues } from "../numeric/false-discovery.ts";
import { measureShareChange } from "../numeric/share-change.ts";
import type { LatestScanner } from "./scan-latest-days.ts";
import type { LatestWindow } from "./trend-calendar.ts";

/** What has a share of the papers, such as a topic or the papers with a phrase: how many it has on each day of the calendar. */
export type Counted<Id> = { id: Id; byDay: Int32Array };

/** What a share does lately: new where hardly any papers came before. */
export type Trend = "new" | "rising" | "fading";

/** A share lately and before, 0 to 1; null where there are no papers to share. */
type ShareThen<None = never> = {
  newPapers: number;
  earlierPapers: number;
  newShare: number;
  earlierShare: number | None;
  change: number | None;
  low: number | None;
  high: number | None;
};

/** What a share does lately; `start` is the place of the first of the days compared with those before. Where nothing came before, what is compared is null. */
export type JudgedShare<Id> = ShareThen<null> & {
  id: Id;
  start: number | null;
  pValue: number | null;
  qValue: number | null;
  trend: Trend | null;
};

/** False alarms are held to so large a share of what is raised, and raised by chance alone in no more of the runs. */
export const FALSE_ALARMS = 0.05;

/** Of two kinds tested side by side, topics and phrases, each may use its part of the false alarms. */
export const KINDS = 2;

/** What is new has no larger share of its papers from before. */
const EARLIER_OF_NEW = 0.1;

/**
 * Returns what each share does lately, in order, by exact scans whose q-values hold over all shares and both directions. A share without a trend is told
 * over the shortest window, one with a trend over that in which it stands out most.
 */
export function judgeShares<Id>(shares: readonly Counted<Id>[], scanner: LatestScanner): JudgedShare<Id>[] {
  const marked = shares.map(({ byDay }) => byDay.reduce((sum, count) => sum + count, 0));
  if (scanner.windows.length === 0)
    return shares.map(({ id }, index) => ({ id, ...describeUntested(marked[index]!, scanner) }));
  const counts = shares.map(({ byDay }) => scanner.count(byDay));
  const scans = shares.map((_, index) => ({
    more: scanner.scan(marked[index]!, counts[index]!, "more"),
    fewer: scanner.scan(marked[index]!, counts[index]!, "fewer"),
  }));
  const qValues = adjustPValues(scans.flatMap(({ more, fewer }) => [more.pValue, fewer.pValue]));
  return shares.map(({ id }, index) => {
    const { more, fewer } = scans[index]!;
    const isMore = more.pValue <= fewer.pValue;
    const { window, count, pValue } = isMore ? more : fewer;
    const qValue = Math.min(1, KINDS * qValues[2 * index + (isMore ? 0 : 1)]!);
    const isRaised =
      qValue <= FALSE_ALARMS &&
      scanner.isRecent(shares[index]!.byDay, { window, count, pValue }, isMore ? "more" : "fewer");
    if (!isRaised) {
      const latest = describeChange(marked[index]!, counts[index]![0]!, scanner.windows[0]!, scanner);
      return { id, ...latest, pValue, qValue, trend: null };
    }
    const trend = isMore ? nameRise(marked[index]!, count) : "fading";
    return { id, ...describeChange(marked[index]!, count, window, scanner), pValue, qValue, trend };
  });
}

/** Returns whether what rises is new: next to none of it came before. */
export function nameRise(marked: number, newPapers: number): Trend {
  return marked - newPapers <= EARLIER_OF_NEW * marked ? "new" : "rising";
}

/** Returns how the share of a window's papers differs from that of all before. */
export function describeChange(
  marked: number,
  newPapers: number,
  { start, papers }: LatestWindow,
  { all }: Pick<LatestScanner, "all">,
): ShareThen & { start: number } {
  const now = { count: newPapers, total: papers };
  const before = { count: marked - newPapers, total: all - papers };
  const { change, low, high } = measureShareChange(now, before)!;
  return {
    start,
    newPapers,
    earlierPapers: before.count,
    newShare: now.count / now.total,
    earlierShare: before.count / before.total,
    change,
    low,
    high,
  };
}

/** Nothing came before: all papers are new, and there is nothing to compare them with. */
function describeUntested(newPapers: number, { all }: Pick<LatestScanner, "all">): Omit<JudgedShare<never>, "id"> {
  const none = { start: null, change: null, low: null, high: null, pValue: null, qValue: null, trend: null };
  return { ...none, newPapers, earlierPapers: 0, newShare: newPapers / all, earlierShare: null };
}
