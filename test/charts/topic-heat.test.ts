import { describe, expect, it } from "vitest";
import { drawTopicHeat, spansPeriods, TOPIC_HEAT_QUERY, type TopicHeatRow } from "../../pipeline/charts/topic-heat.ts";
import { Database } from "../../pipeline/database/database.ts";

/** Two topics in weeks of 4, 0, 6 and 2 papers; the first one begins in the third. */
const PERIODS = `INSERT INTO topic_periods VALUES
  (1, '2026-06-01', 'week', 0, 4, 0, 0, .5), (1, '2026-06-08', 'week', 0, 0, NULL, NULL, NULL),
  (1, '2026-06-15', 'week', 2, 6, 1/3, .1, .7), (1, '2026-06-22', 'week', 1, 2, .5, .1, .9),
  (2, '2026-06-01', 'week', 4, 4, 1, .5, 1), (2, '2026-06-08', 'week', 0, 0, NULL, NULL, NULL),
  (2, '2026-06-15', 'week', 4, 6, 2/3, .3, .9), (2, '2026-06-22', 'week', 1, 2, .5, .1, .9),
  (9, '2026-06-01', 'week', 4, 4, 1, .5, 1)`;

async function readRows(): Promise<TopicHeatRow[]> {
  const database = await Database.open(":memory:");
  try {
    await database.createSchema();
    await database.execute(
      "INSERT INTO topics (topic_id, level, label, size) VALUES (1, 0, 'Late', 3), (2, 0, 'Early', 9), (9, 1, 'Broad', 12)",
    );
    await database.execute(PERIODS);
    await database.execute(
      `INSERT INTO topic_trends (topic_id, topic_label, level, papers, first_day, last_day, new_papers, earlier_papers, change_point)
       VALUES (1, 'Late', 0, 3, '2026-06-17', '2026-06-22', 1, 2, '2026-06-17')`,
    );
    return await database.query<TopicHeatRow>(TOPIC_HEAT_QUERY);
  } finally {
    database.close();
  }
}

describe("the rows of the heat map", () => {
  it("set the papers of a week against the topic's share of all, in weeks that have papers", async () => {
    const late = (await readRows()).filter(({ topic_id }) => topic_id === 1);
    expect(late.map(({ starts, papers, expected, changes }) => ({ starts, papers, expected, changes }))).toEqual([
      { starts: "2026-06-01", papers: 0, expected: 1, changes: false },
      { starts: "2026-06-15", papers: 2, expected: 1.5, changes: true },
      { starts: "2026-06-22", papers: 1, expected: 0.5, changes: false },
    ]);
    expect(late[0]!.deviate).toBeCloseTo(1 - Math.sqrt(5), 12);
    expect(late[1]!.deviate).toBeCloseTo(Math.sqrt(2) + Math.sqrt(3) - Math.sqrt(7), 12);
  });

  it("have the topics of the finest level alone", async () => {
    expect(new Set((await readRows()).map(({ label }) => label))).toEqual(new Set(["Late", "Early"]));
  });
});

describe("drawTopicHeat", () => {
  it("puts the topic that was large lately first, and marks from when its share is another", async () => {
    const spec = JSON.parse(JSON.stringify(drawTopicHeat(await readRows())));
    expect(spec.layer[0].encoding.y.scale.domain).toEqual(["Late", "Early"]);
    expect(spec.layer[0].encoding.x.scale.domain).toEqual(["2026-06-01", "2026-06-15", "2026-06-22"]);
    expect(spec.layer).toHaveLength(3);
    expect(spec.data.values.filter((cell: { changes?: boolean }) => cell.changes)).toMatchObject([
      { topic: "Late", period: "2026-06-15" },
    ]);
    expect(spec.description).toContain("2 topics by 3 weeks");
  });

  it("has no numbers where columns are narrow, and marks few of them", async () => {
    const [row] = await readRows();
    const rows = Array.from({ length: 100 }, (_, year) => ({
      ...row!,
      ...{ starts: `${1900 + year}-01-01`, period: "year" as const, changes: false },
    }));
    const spec = JSON.parse(JSON.stringify(drawTopicHeat(rows)));
    expect(spec.layer).toHaveLength(1);
    expect(spec.layer[0].encoding.x.axis.values.slice(0, 2)).toEqual(["1900", "1912"]);
  });

  it("has nothing to draw without days, or in one period alone", async () => {
    const rows = await readRows();
    expect(spansPeriods([])).toBe(false);
    expect(spansPeriods(rows.slice(0, 1))).toBe(false);
    expect(spansPeriods(rows)).toBe(true);
  });
});
