import { describe, expect, it } from "vitest";
import { drawTopicMovers, TOPIC_MOVERS_QUERY, type TopicMoverRow } from "../../pipeline/charts/topic-movers.ts";
import { Database } from "../../pipeline/database/database.ts";

type Topic = { level?: number; change: number | null; trend?: "new" | "rising" | "fading" };

async function readRows(topics: readonly Topic[]): Promise<TopicMoverRow[]> {
  const database = await Database.open(":memory:");
  try {
    await database.createSchema();
    for (const [place, { level = 0, change, trend }] of topics.entries()) {
      const id = place + 1;
      await database.execute(`INSERT INTO topic_marks VALUES (${id}, 0, 0, '#336699')`);
      await database.execute(
        `INSERT INTO topic_trends (topic_id, topic_label, level, papers, first_day, last_day, since, new_papers, earlier_papers, new_share, earlier_share, change, trend)
         VALUES (${id}, 'Topic ${id}', ${level}, 9, '2026-06-01', '2026-06-22', '2026-06-17', 1, 2, .5, .25, ${change}, ${trend ? `'${trend}'` : "NULL"})`,
      );
      await database.execute(`INSERT INTO topic_periods VALUES
        (${id}, '2026-06-08', 'week', 0, 0, NULL, NULL, NULL), (${id}, '2026-06-15', 'week', 3, 12, .25, .09, .53)`);
    }
    return await database.query<TopicMoverRow>(TOPIC_MOVERS_QUERY);
  } finally {
    database.close();
  }
}

const listTopics = (rows: readonly TopicMoverRow[]) => [...new Set(rows.map(({ topic_id }) => topic_id))];

function draw(rows: readonly TopicMoverRow[]) {
  return JSON.parse(JSON.stringify(drawTopicMovers(rows)));
}

describe("the rows of the movers", () => {
  it("have those that are new first, then rising, then fading, then the largest differences", async () => {
    const rows = await readRows([
      { change: 0.01 },
      { change: -0.3 },
      { change: -0.1, trend: "fading" },
      { change: 0.05, trend: "rising" },
      { change: 0.02, trend: "new", level: 1 },
      { change: 0.9, level: 1 },
      { change: null },
    ]);
    expect(listTopics(rows)).toEqual([5, 4, 3, 2, 1]);
    expect(rows.filter(({ place }) => place === 1)).toMatchObject([
      { starts: "2026-06-08", share: null },
      { starts: "2026-06-15", papers: 3, share: 0.25, share_low: 0.09, share_high: 0.53, since: "2026-06-17" },
    ]);
  });

  it("have nine topics at most", async () => {
    const rows = await readRows(Array.from({ length: 12 }, (_, place) => ({ change: place / 100 })));
    expect(listTopics(rows)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4]);
  });
});

describe("drawTopicMovers", () => {
  it("says that no topic has a trend where none has", async () => {
    const { title, concat } = draw(await readRows([{ change: 0.1 }, { change: 0.2 }]));
    expect(title.text).toBe("Topics that moved most");
    expect(title.subtitle[0]).toBe(
      "No topic is new, rising or fading; these are the two that moved most, which may be chance.",
    );
    expect(concat[0].title).toMatchObject({
      text: ["Topic 2"],
      subtitle: "no trend: 25.0 % → 50.0 % since 2026-06-17",
    });
  });

  it("tells trends from moves that may be chance", async () => {
    const { title, concat } = draw(await readRows([{ change: 0.1 }, { change: 0.1, trend: "rising" }]));
    expect(title.text).toBe("What is new, rises or fades");
    expect(title.subtitle[0]).toBe(
      "The first one by a test of all topics; then the one that moved most, which may be chance.",
    );
    expect(concat[0].title.subtitle).toBe("rising: 25.0 % → 50.0 % since 2026-06-17");
  });

  it("marks the first days of a few periods, each once", async () => {
    const rows = await readRows([{ change: 0.1 }]);
    const readMarks = (count: number, period: "day" | "year") => {
      const first = (place: number) => (period === "day" ? `2026-06-0${1 + place}` : `${1990 + place}-01-01`);
      const many = Array.from({ length: count }, (_, place) => ({ ...rows[1]!, starts: first(place), period }));
      const { axis } = draw(many).concat[0].layer[0].encoding.x;
      return { days: axis.values.map((day: number) => new Date(day).toISOString().slice(0, 10)), format: axis.format };
    };
    expect(readMarks(2, "day")).toEqual({ days: ["2026-06-01", "2026-06-02"], format: "%-d %b" });
    expect(readMarks(9, "year")).toEqual({ days: ["1990-01-01", "1993-01-01", "1996-01-01"], format: "%Y" });
  });

  it("draws all on one scale, each period at its middle, a gap where no papers came", async () => {
    const { concat } = draw(await readRows([{ change: 0.1 }, { change: 0.2 }]));
    for (const { layer } of concat) expect(layer[0].encoding.y.scale.domain).toEqual([0, 0.53]);
    expect(concat[0].data.values).toMatchObject([
      { middle: Date.parse("2026-06-11T12:00Z"), share: null, low: null, high: null },
      { middle: Date.parse("2026-06-18T12:00Z"), share: 0.25, low: 0.09, high: 0.53 },
    ]);
  });
});
