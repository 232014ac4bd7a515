import { describe, expect, it } from "vitest";
import { buildIndex } from "../../../pipeline/atlas/client/atlas-index.ts";
import {
  type ChosenDays,
  chooseBins,
  limitDays,
  moveAll,
  moveEdge,
  readTypedDay,
} from "../../../pipeline/atlas/client/time/brush.ts";
import { countLayers, sumLayers } from "../../../pipeline/atlas/client/time/count-layers.ts";
import {
  chooseWindow,
  GROWING,
  listWindows,
  nameWindow,
  startWindow,
  stepWindow,
} from "../../../pipeline/atlas/client/time/play.ts";
import { placeTicks } from "../../../pipeline/atlas/client/time/time-axis.ts";
import { binTime, describeCounts, type TimeBins } from "../../../pipeline/atlas/client/time/time-bins.ts";
import { readDay, writeDay } from "../../../pipeline/calendar-day.ts";
import { sampleAtlas } from "../sample-atlas.ts";

const LISTED = { basis: "listed", precision: "day" } as const;
const day = (text: string) => readDay(text)!;
const daysOf = (...texts: string[]) => Int32Array.from(texts, (text) => (text === "" ? -1 : day(text)));
const write = (days: ChosenDays) => days?.map(writeDay) ?? null;

describe("binTime", () => {
  it("has a bin a day for a short span, each paper in that of its day, none without one", () => {
    const days = daysOf("2026-06-01", "2026-06-03", "", "2026-06-03");
    const bins = binTime(days, LISTED, 10)!;
    expect([bins.unit, bins.size]).toEqual(["day", 3]);
    expect([...bins.count(days, () => true)]).toEqual([1, 0, 2]);
    expect([...bins.count(days, (row) => row !== 3)]).toEqual([1, 0, 1]);
  });

  it("has weeks from Monday to Sunday for a longer one, the outermost cut at the first and the last paper", () => {
    const days = daysOf("2026-06-03", "2026-06-07", "2026-06-08", "2026-06-16");
    const bins = binTime(days, LISTED, 5)!;
    expect([bins.unit, bins.size]).toEqual(["week", 3]);
    expect([...bins.count(days, () => true)]).toEqual([2, 1, 1]);
    expect([0, 1, 2].map((bin) => write(bins.daysOf(bin)))).toEqual([
      ["2026-06-03", "2026-06-07"],
      ["2026-06-08", "2026-06-14"],
      ["2026-06-15", "2026-06-16"],
    ]);
    expect(bins.nameOf(0)).toBe("2026-06-01");
    expect(bins.placeOf(day("2026-06-08"))).toBe(1);
    expect(bins.placeOf(day("2026-06-03"))).toBeCloseTo(2 / 7, 12);
  });

  it("is of years where papers have no more than a year, and nothing without dates", () => {
    const bins = binTime(daysOf("1976-01-01", "2010-01-01"), { basis: "published", precision: "year" }, 48)!;
    expect([bins.unit, bins.size, bins.nameOf(34)]).toEqual(["year", 35, "2010"]);
    expect(binTime(daysOf("", ""), LISTED, 9)).toBeNull();
  });

  it("tells counts in words", () => {
    const bins = binTime(daysOf("2026-06-01", "2026-06-03"), LISTED, 10)!;
    expect(describeCounts(bins, [1, 5, 2])).toBe(
      "by day: 1 paper on 2026-06-01; most, 5, on 2026-06-02; 2 on 2026-06-03",
    );
    expect(describeCounts(bins, [3, 0, 0])).toBe("by day: most, 3 papers, on 2026-06-01; 0 on 2026-06-03");
  });
});

const weeks = binTime(daysOf("2026-06-03", "2026-07-21"), LISTED, 10)!;

describe("the brush", () => {
  it("keeps days in order and within those of the papers, and all of them are none", () => {
    expect(write(limitDays(weeks, day("2026-07-01"), day("2026-06-10")))).toEqual(["2026-06-10", "2026-07-01"]);
    expect(write(limitDays(weeks, day("2026-01-01"), day("2026-06-10")))).toEqual(["2026-06-03", "2026-06-10"]);
    expect(limitDays(weeks, day("2026-01-01"), day("2027-01-01"))).toBeNull();
    expect(write(limitDays(weeks, day("2027-01-01"), day("2027-02-01")))).toEqual(["2026-07-21", "2026-07-21"]);
  });

  it("chooses whole bins from any side", () => {
    expect(write(chooseBins(weeks, 2, 1))).toEqual(["2026-06-08", "2026-06-21"]);
    expect(chooseBins(weeks, -5, 99)).toBeNull();
  });

  it("moves an edge as far as the other", () => {
    const days = chooseBins(weeks, 1, 3);
    expect(write(moveEdge(weeks, days, "first", 2))).toEqual(["2026-06-15", "2026-06-28"]);
    expect(write(moveEdge(weeks, days, "first", 9))).toEqual(["2026-06-22", "2026-06-28"]);
    expect(write(moveEdge(weeks, days, "last", 0))).toEqual(["2026-06-08", "2026-06-14"]);
    expect(write(moveEdge(weeks, null, "last", -1))).toEqual(["2026-06-03", "2026-06-07"]);
  });

  it("moves as a whole as far as the ends, its width kept", () => {
    const days = chooseBins(weeks, 1, 2);
    expect(write(moveAll(weeks, days, 1))).toEqual(["2026-06-15", "2026-06-28"]);
    expect(write(moveAll(weeks, days, 99))).toEqual(["2026-07-13", "2026-07-21"]);
    expect(write(moveAll(weeks, days, -9))).toEqual(["2026-06-03", "2026-06-14"]);
  });

  it("reads days, months and years that are typed", () => {
    const read = (text: string, end: "first" | "last") => {
      const typed = readTypedDay(text, end);
      return typed === null ? null : writeDay(typed);
    };
    expect(read(" 2026-11-03 ", "last")).toBe("2026-11-03");
    expect([read("2024-02", "first"), read("2024-02", "last")]).toEqual(["2024-02-01", "2024-02-29"]);
    expect([read("2025", "first"), read("2025", "last")]).toEqual(["2025-01-01", "2025-12-31"]);
    expect(["", "soon", "2026-13", "2026-02-30", "03/11/2026"].map((text) => read(text, "first"))).toEqual(
      new Array(5).fill(null),
    );
  });
});

describe("the walk of a window", () => {
  const walk = (bins: TimeBins, window: number) => {
    const seen: string[] = [];
    for (let days = startWindow(bins, window); days; days = stepWindow(bins, days, window)) {
      seen.push(days.map(writeDay).join(".."));
    }
    return seen;
  };

  it("goes bin by bin from the first window to the last", () => {
    const days = binTime(daysOf("2026-06-01", "2026-06-04"), LISTED, 10)!;
    expect(walk(days, 2)).toEqual(["2026-06-01..2026-06-02", "2026-06-02..2026-06-03", "2026-06-03..2026-06-04"]);
    expect(walk(days, 1)).toHaveLength(4);
  });

  it("grows from the first bin until but for one all are shown", () => {
    const days = binTime(daysOf("2026-06-01", "2026-06-03"), LISTED, 10)!;
    expect(walk(days, GROWING)).toEqual(["2026-06-01..2026-06-01", "2026-06-01..2026-06-02"]);
  });

  it("goes on from days that were chosen by hand", () => {
    const days = binTime(daysOf("2026-06-01", "2026-06-09"), LISTED, 10)!;
    expect(write(stepWindow(days, chooseBins(days, 3, 3), 2))).toEqual(["2026-06-04", "2026-06-05"]);
    expect(stepWindow(days, null, 2)).toBeNull();
  });

  it("has widths below the whole, the usual one first, and a name each", () => {
    expect(listWindows({ unit: "day", size: 10 })).toEqual([1, 7, GROWING]);
    expect(chooseWindow({ unit: "day", size: 10 }, null)).toBe(7);
    expect(chooseWindow({ unit: "day", size: 10 }, 14)).toBe(7);
    expect(chooseWindow({ unit: "day", size: 3 }, null)).toBe(1);
    expect(chooseWindow({ unit: "day", size: 10 }, GROWING)).toBe(GROWING);
    expect([nameWindow("day", 7), nameWindow("week", 1), nameWindow("year", GROWING)]).toEqual([
      "7 days",
      "1 week",
      "growing",
    ]);
  });
});

describe("placeTicks", () => {
  it("puts marks of days on Mondays and those of months on quarters, no more than there is room for", () => {
    const days = binTime(daysOf("2026-06-03", "2026-08-21"), LISTED, 120)!;
    expect(placeTicks(days, 6).map(({ label }) => label)).toEqual([
      "2026-06-08",
      "2026-06-22",
      "2026-07-06",
      "2026-07-20",
      "2026-08-03",
      "2026-08-17",
    ]);
    const months = binTime(daysOf("2023-11-03", "2026-08-21"), LISTED, 48)!;
    const years = binTime(daysOf("1986-01-01", "2023-01-01"), { basis: "published", precision: "year" }, 120)!;
    expect(placeTicks(years, 4).map(({ label }) => label)).toEqual(["1990", "2000", "2010", "2020"]);
    expect(placeTicks(months, 4).map(({ label }) => label)).toEqual(["2024-01", "2025-01", "2026-01"]);
  });
});

describe("countLayers", () => {
  const { data } = sampleAtlas({ papers: 200, topics: 8, broad: 3 });
  const index = buildIndex(data);
  const bins = binTime(index.days, data.dates, 120)!;

  it("counts every dated paper once, by broad topic", () => {
    const layers = countLayers(data, index, bins, null, null);
    expect(layers.map(({ topic }) => topic?.id ?? null)).toEqual([...index.roots.map(({ id }) => id), null]);
    expect(sumLayers(layers)).toEqual(bins.count(index.days, () => true));
  });

  it("counts what is left of a selected topic alone", () => {
    const isEven = (row: number) => row % 2 === 0;
    const layers = countLayers(data, index, bins, isEven, 2);
    const expected = bins.count(index.days, (row) => isEven(row) && data.papers.topicOf[row] === 2);
    expect(sumLayers(layers)).toEqual(expected);
    expect(expected.some((count) => count > 0)).toBe(true);
  });
});
