import { describe, expect, it } from "vitest";
import { LatestScanner } from "../../pipeline/trends/scan-latest-days.ts";
import { listLatestWindows, type TrendCalendar } from "../../pipeline/trends/trend-calendar.ts";

/** Three papers on each of two days long before, then one on each of three of the latest days; windows are of 1, 2 and 3 papers. */
const CALENDAR: TrendCalendar = {
  days: Int32Array.from([0, 1, 100, 107, 114]),
  totals: Int32Array.from([2, 1, 1, 1, 1]),
  precision: "day",
};

/** Calls back with the counts of `marked` papers by day, for each way to choose them of all. */
function forEachChoice({ days, totals }: TrendCalendar, marked: number, call: (byDay: Int32Array) => void): void {
  const places = Array.from(totals, (total, place) => new Array<number>(total).fill(place)).flat();
  const choose = (from: number, left: number, byDay: Int32Array): void => {
    if (left === 0) call(byDay);
    if (left === 0) return;
    for (let paper = from; paper <= places.length - left; paper++) {
      const more = byDay.slice();
      more[places[paper]!]!++;
      choose(paper + 1, left - 1, more);
    }
  };
  choose(0, marked, new Int32Array(days.length));
}

describe("the windows of latest days", () => {
  it("are the last seven days, and longer ones up to four weeks and half of the time", () => {
    expect(listLatestWindows(CALENDAR)).toEqual([
      { start: 4, papers: 1 },
      { start: 3, papers: 2 },
      { start: 2, papers: 3 },
    ]);
    const short = { ...CALENDAR, days: Int32Array.from([0, 1, 8, 15, 22]) };
    expect(listLatestWindows(short).map(({ start }) => start)).toEqual([4, 3]);
  });

  it("are the latest month and the two before where only months are known; none where nothing came before", () => {
    const days = Int32Array.from([0, 31, 59, 90, 120, 151, 181, 212, 243]);
    const months: TrendCalendar = { days, totals: new Int32Array(9).fill(2), precision: "month" };
    expect(listLatestWindows(months).map(({ start }) => start)).toEqual([8, 7, 6]);
    expect(listLatestWindows({ ...CALENDAR, days: Int32Array.from([0, 1, 2, 3, 4]) })).toEqual([]);
  });
});

describe("LatestScanner", () => {
  const scanner = new LatestScanner(CALENDAR);

  it("gives the exact probability over all ways to shuffle the days", () => {
    for (const marked of [1, 2, 3, 5]) {
      for (const direction of ["more", "fewer"] as const) {
        const found: number[] = [];
        forEachChoice(CALENDAR, marked, (byDay) => {
          found.push(scanner.scan(marked, scanner.count(byDay), direction).pValue);
        });
        for (const pValue of new Set(found)) {
          const share = found.filter((other) => other <= pValue + 1e-9).length / found.length;
          expect(pValue, `${direction} ${marked}`).toBeCloseTo(share, 10);
        }
      }
    }
  });

  it("names the window in which a count stands out most", () => {
    expect(scanner.scan(2, scanner.count(Int32Array.from([0, 0, 0, 1, 1])), "more")).toMatchObject({
      window: { start: 3, papers: 2 },
      count: 2,
    });
  });

  it("calls only recent what differs from the time just before, too", () => {
    const days = Int32Array.from({ length: 80 }, (_, week) => 7 * week);
    const long = new LatestScanner({ days, totals: new Int32Array(80).fill(20), precision: "day" });
    const since = (week: number) => Int32Array.from({ length: 80 }, (_, place) => (place >= week ? 6 : 1));
    const judge = (byDay: Int32Array) => {
      const scan = long.scan(
        byDay.reduce((a, b) => a + b),
        long.count(byDay),
        "more",
      );
      return [scan.pValue < 0.001, long.isRecent(byDay, scan, "more")];
    };
    expect(judge(since(77))).toEqual([true, true]);
    expect(judge(since(50))).toEqual([true, false]);
  });
});
