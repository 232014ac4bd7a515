import { describe, expect, it } from "vitest";
import { shiftDay } from "../../pipeline/calendar-day.ts";
import { drawTopicsOverTime, spansTime, type TopicsOverTimeRow } from "../../pipeline/charts/topics-over-time.ts";

function row(day: string, topic_id: number, papers: number): TopicsOverTimeRow {
  return {
    ...{ day, topic_id, label: `Topic ${topic_id}`, root_id: 9, root_label: "All", color: "#336699", papers },
    ...{ basis: "listed", precision: "day" },
  };
}

const published = (day: string, papers: number, precision: "day" | "month" | "year"): TopicsOverTimeRow => ({
  ...row(day, 1, papers),
  basis: "published",
  precision,
});

type Bar = { topic: string; from: string; to: string; papers: number; share: number };

function readBars(rows: TopicsOverTimeRow[]): Bar[] {
  return JSON.parse(JSON.stringify(drawTopicsOverTime(rows))).data.values;
}

describe("drawTopicsOverTime", () => {
  it("gives each topic its share of the papers of a day where the days are near", () => {
    expect(readBars([row("2025-08-11", 1, 3), row("2025-08-11", 2, 1), row("2025-08-12", 2, 5)])).toMatchObject([
      { topic: "Topic 1", from: "2025-08-11", to: "2025-08-12", papers: 3, share: 0.75 },
      { topic: "Topic 2", from: "2025-08-11", to: "2025-08-12", papers: 1, share: 0.25 },
      { topic: "Topic 2", from: "2025-08-12", to: "2025-08-13", papers: 5, share: 1 },
    ]);
  });

  it("takes the days of a week, a month or a quarter together where the span is long", () => {
    const lengths = ["2025-03-01", "2026-06-01", "2035-01-01"].map((last) => {
      const [bar] = readBars([row("2025-01-01", 1, 2), row("2025-01-02", 1, 2), row(last, 1, 1)]);
      expect(bar!.papers).toBe(4);
      return (Date.parse(bar!.to) - Date.parse(bar!.from)) / 86_400_000;
    });
    expect(lengths).toEqual([7, 31, 90]);
  });

  it("draws dates of publication no finer than they are known, and says what they are", () => {
    const days = ["2024-01-01", "2024-03-01", "2024-03-05"];
    const read = (precision: "day" | "month" | "year") => {
      const rows = days.map((day) => published(day, 1, precision));
      return { bars: readBars(rows).map(({ from }) => from), text: JSON.stringify(drawTopicsOverTime(rows)) };
    };
    expect(read("day").bars).toEqual(["2024-01-01", "2024-02-26", "2024-03-04"]);
    expect(read("month").bars).toEqual(["2024-01-01", "2024-03-01"]);
    expect(read("month").text).toContain("3 papers by the month in which they were published");
    expect(read("year").bars).toEqual(["2024-01-01"]);
  });

  it("keeps the shares of each period at a sum of one", () => {
    const sums = new Map<string, number>();
    const rows = Array.from({ length: 60 }, (_, index) => row(shiftDay("2025-01-01", index), index % 4, 1));
    for (const { from, share } of readBars(rows)) sums.set(from, (sums.get(from) ?? 0) + share);
    for (const sum of sums.values()) expect(sum).toBeCloseTo(1, 3);
  });

  it("has nothing to draw where there are no dates, or one alone", () => {
    expect(spansTime([])).toBe(false);
    const oneDay = [row("2025-08-11", 1, 3), row("2025-08-11", 2, 1)];
    expect(spansTime(oneDay)).toBe(false);
    expect(spansTime([...oneDay, row("2025-08-12", 1, 1)])).toBe(true);
  });
});

describe("the lines of the chart", () => {
  const inFamily = (topic_id: number, papers: number, root_id: number): TopicsOverTimeRow => ({
    ...row("2025-08-11", topic_id, papers),
    root_id,
    root_label: `Family ${root_id}`,
  });

  it("put topics under their broadest one, those with more papers first, and those that stand alone last", () => {
    const rows = [
      inFamily(1, 1, 8),
      inFamily(2, 4, 8),
      inFamily(3, 9, 9),
      inFamily(4, 20, 4),
      { ...inFamily(1, 2, 8), day: "2025-08-12" },
    ];
    const { layer } = JSON.parse(JSON.stringify(drawTopicsOverTime(rows)));
    const names = [...layer[1].data.values, ...layer[2].data.values] as { name: string; middle: number }[];
    expect(names.sort((a, b) => a.middle - b.middle).map(({ name }) => name)).toEqual([
      "Family 9",
      "Topic 3",
      "Family 8",
      "Topic 2",
      "Topic 1",
      "Topic 4",
    ]);
  });
});
