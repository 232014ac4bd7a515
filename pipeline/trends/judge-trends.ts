import { adjustPValues } from "../numeric/false-discovery.ts";
import { listLogFactorials } from "../numeric/hypergeometric.ts";
import { measureShareChange } from "../numeric/share-change.ts";
import { countAll, countInWindows, type LatestScan, type ScanFrame, scanLatest } from "./scan-latest-days.ts";
import { listLatestWindows, type TrendCalendar } from "./trend-calendar.ts";

/** What has a share of the papers, such as a topic or the papers with a phrase: how many it has on each day of the calendar. */
export type Counted<Id> = { id: Id; byDay: Int32Array };

/** What a share does lately: new where hardly any papers came before. */
export type Trend = "new" | "rising" | "fading";

/** How a share lately differs from before; shares are 0 to 1, null where there are no papers to share. */
export type JudgedShare<Id> = {
  id: Id;
  /** Place of the first of the days compared with those before; null where nothing came before. */
  start: number | null;
  newPapers: number;
  earlierPapers: number;
  newShare: number | null;
  earlierShare: number | null;
  change: number | null;
  low: number | null;
  high: number | null;
  pValue: number | null;
  qValue: number | null;
  trend: Trend | null;
};

/** False alarms are held to so large a share of what is raised, and raised by chance alone in no more of the runs. */
export const FALSE_ALARMS = 0.05;

/** Of two kinds tested side by side, topics and phrases, each may use its part of the false alarms. */
const KINDS = 2;

/** What is new has no larger share of its papers from before. */
const EARLIER_OF_NEW = 0.1;

/** Returns the chance frame of a calendar: its papers and the windows of latest days. */
export function frameScan(calendar: TrendCalendar): ScanFrame {
  const all = countAll(calendar);
  return { all, windows: listLatestWindows(calendar), logs: listLogFactorials(all) };
}

/**
 * Returns what each share does lately, in order, by exact scans whose q-values hold over all shares and both directions. A share without a trend is told
 * over the shortest window, one with a trend over that in which it stands out most.
 */
export function judgeShares<Id>(shares: readonly Counted<Id>[], frame: ScanFrame): JudgedShare<Id>[] {
  const scanned = shares.map(({ byDay }) => {
    const marked = byDay.reduce((sum, count) => sum + count, 0);
    const counts = countInWindows(byDay, frame.windows);
    if (frame.windows.length === 0) return { marked, counts, scans: [] };
    return {
      marked,
      counts,
      scans: [scanLatest(marked, counts, frame, "more"), scanLatest(marked, counts, frame, "fewer")],
    };
  });
  const qValues = adjustPValues(scanned.flatMap(({ scans }) => scans.map(({ pValue }) => pValue)));
  return shares.map(({ id }, index) => {
    const { marked, counts, scans } = scanned[index]!;
    const [more, fewer] = scans;
    if (!more || !fewer) return { id, ...describeUntested(marked, frame) };
    const isMore = more.pValue <= fewer.pValue;
    const scan = isMore ? more : fewer;
    const qValue = Math.min(1, KINDS * qValues[2 * index + (isMore ? 0 : 1)]!);
    return { id, ...describeShare({ marked, counts }, scan, isMore, qValue, frame) };
  });
}

/** Returns what a scan and its q-value say of a share. */
export function describeShare(
  { marked, counts }: { marked: number; counts: readonly number[] },
  { window, pValue }: LatestScan,
  isMore: boolean,
  qValue: number,
  { all, windows }: ScanFrame,
): Omit<JudgedShare<never>, "id"> {
  const isRaised = qValue <= FALSE_ALARMS;
  const shown = isRaised ? window : windows[0]!;
  const newPapers = counts[windows.indexOf(shown)]!;
  const earlierPapers = marked - newPapers;
  const now = { count: newPapers, total: shown.papers };
  const before = { count: earlierPapers, total: all - shown.papers };
  const { change, low, high } = measureShareChange(now, before)!;
  const rising = earlierPapers <= EARLIER_OF_NEW * marked ? "new" : "rising";
  return {
    start: shown.start,
    newPapers,
    earlierPapers,
    newShare: now.count / now.total,
    earlierShare: before.count / before.total,
    change,
    low,
    high,
    pValue,
    qValue,
    trend: isRaised ? (isMore ? rising : "fading") : null,
  };
}

/** Nothing came before: all papers are new, and there is nothing to compare them with. */
function describeUntested(marked: number, { all }: ScanFrame): Omit<JudgedShare<never>, "id"> {
  const none = { change: null, low: null, high: null, pValue: null, qValue: null, trend: null };
  return {
    start: null,
    newPapers: marked,
    earlierPapers: 0,
    newShare: all === 0 ? null : marked / all,
    earlierShare: null,
    ...none,
  };
}
