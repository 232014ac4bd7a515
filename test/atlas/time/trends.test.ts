import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildIndex } from "../../../pipeline/atlas/client/atlas-index.ts";
import { binTime } from "../../../pipeline/atlas/client/time/time-bins.ts";
import { chooseTrends, findLatestDays, measureShifts } from "../../../pipeline/atlas/client/time/trends.ts";
import { writeDay } from "../../../pipeline/calendar-day.ts";
import type { Database } from "../../../pipeline/database/database.ts";
import { fillTable, openTables } from "../../database/fill-table.ts";
import { sampleAtlas } from "../sample-atlas.ts";

const { data } = sampleAtlas({ papers: 600, topics: 8, broad: 3 });
/** Topic 1 comes more and more, so that something rises. */
for (const [row, topic] of data.papers.topicOf.entries()) {
  if (topic === 1 && row % 3 > 0 && data.papers.appearances.day[row] !== -1) data.papers.appearances.day[row] = 20_026;
}
const index = buildIndex(data);
let database: Database;

beforeEach(async () => {
  database = await openTables();
  const ids = [...data.papers.id.keys()];
  await fillTable(
    database,
    "topics",
    data.topics.map(({ id, label, level }) => ({ topic_id: id, label, level })),
  );
  await fillTable(
    database,
    "topic_papers",
    ids.map((row) => ({
      paper_id: data.papers.id[row]!,
      topic_id: data.papers.topicOf[row] === -1 ? null : data.papers.topicOf[row]!,
    })),
  );
  await fillTable(
    database,
    "papers",
    ids.map((row) => ({
      paper_id: data.papers.id[row]!,
      published: index.days[row] === -1 ? null : writeDay(index.days[row]!),
    })),
  );
});

afterEach(() => database.close());

describe("the page's numbers over time", () => {
  it("rise and fade as topic_shifts says, on any days", async () => {
    for (const [since, until] of [
      [20_022, 20_028],
      [20_003, 20_010],
    ] as const) {
      const shifts = measureShifts(data, index, [since, until]);
      const rows = await database.query<Record<string, number | string>>(
        `FROM topic_shifts(DATE '${writeDay(since)}', DATE '${writeDay(until)}')`,
      );
      expect(shifts.map(({ topic, inside, outside }) => [topic, inside, outside])).toEqual(
        rows.map((row) => [row.topic_id, row.papers_inside, row.papers_outside]),
      );
      for (const [place, { change, low, high, shareInside, shareOutside }] of shifts.entries()) {
        const row = rows[place]!;
        expect(shareInside).toBeCloseTo(row.share_inside as number, 12);
        expect(shareOutside).toBeCloseTo(row.share_outside as number, 12);
        expect(change).toBeCloseTo(row.change as number, 12);
        expect(low).toBeCloseTo(row.change_low as number, 12);
        expect(high).toBeCloseTo(row.change_high as number, 12);
      }
      const { rising, fading } = chooseTrends(shifts);
      // Corrected for the topics looked at, fewer are told than have an interval without 0.
      const trendOf = (trend: string) => rows.filter((row) => row.trend === trend).map((row) => row.topic_id);
      expect(trendOf("rises")).toEqual(expect.arrayContaining(rising.map(({ topic }) => topic)));
      expect(trendOf("fades")).toEqual(expect.arrayContaining(fading.map(({ topic }) => topic)));
    }
    expect(chooseTrends(measureShifts(data, index, [20_022, 20_028])).rising[0]!.topic).toBe(1);
  });

  it("call the same days the latest as latest_days", async () => {
    const [row] = await database.query<{ since: string; until: string }>(
      "SELECT since::VARCHAR AS since, until::VARCHAR AS until FROM latest_days",
    );
    const bins = binTime(index.days, data.dates, 120)!;
    expect(findLatestDays(bins.last, data.dates).map(writeDay)).toEqual([row!.since, row!.until]);
    expect(findLatestDays(20_028, { basis: "published", precision: "month" }).map(writeDay)).toEqual([
      "2024-11-01",
      "2024-11-01",
    ]);
  });

  it("count the papers of a week as topics_over_time does", async () => {
    const bins = binTime(index.days, data.dates, 6)!;
    expect(bins.unit).toBe("week");
    const rows = await database.query<{ starts: string; papers: number }>(
      "SELECT starts::VARCHAR AS starts, papers FROM topics_over_time('week') WHERE topic_id = 1 ORDER BY starts",
    );
    const counts = bins.count(index.days, (row) => data.papers.topicOf[row] === 1);
    expect(
      [...counts].map((papers, bin) => ({ starts: bins.nameOf(bin), papers })).filter(({ papers }) => papers),
    ).toEqual(rows);
  });

  it("have the exact p-value of a draw without putting back: twice the smaller tail", () => {
    // Topic 1 has 2 of 4 papers; both came in the window of 2. One draw of six has both: P(2) = 1/6.
    const papers = { ...data.papers, topicOf: Int32Array.of(1, 1, 2, 2) };
    const [one, two] = measureShifts({ papers }, { days: Int32Array.of(9, 9, 1, 1) }, [9, 9]);
    expect(one!.pValue).toBeCloseTo(2 / 6, 12);
    expect(two!.pValue).toBeCloseTo(2 / 6, 12);
    expect(chooseTrends([one!, two!])).toEqual({ rising: [], fading: [], topics: 2 });
  });

  it("are corrected for how many topics are looked at", () => {
    const shift = {
      topic: 1,
      inside: 5,
      outside: 1,
      shareInside: 0.5,
      shareOutside: 0.1,
      change: 0.4,
      low: 0.1,
      high: 0.6,
    };
    const others = Array.from({ length: 19 }, (_, index) => ({ ...shift, topic: 2 + index, pValue: 0.5 }));
    expect(chooseTrends([{ ...shift, pValue: 0.01 }]).rising).toHaveLength(1);
    expect(chooseTrends([{ ...shift, pValue: 0.01 }, ...others]).rising).toEqual([]);
    expect(chooseTrends([{ ...shift, pValue: 0.001 }, ...others]).rising).toHaveLength(1);
  });

  it("are none where there are no other days", () => {
    expect(measureShifts(data, index, [0, 30_000])).toEqual([]);
  });
});
