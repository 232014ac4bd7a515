import { describe, expect, it } from "vitest";
import type { Database } from "../../pipeline/database/database.ts";
import { countOverTime } from "../../pipeline/topic-cards/count-over-time.ts";
import { readTopicCard } from "../../pipeline/topic-cards/read-topic-card.ts";
import { readTopicList } from "../../pipeline/topic-cards/read-topic-list.ts";
import { openSampleCards, PAPER } from "./sample-cards.ts";

async function ask<Answer>(question: (database: Database) => Promise<Answer>, isDated = true): Promise<Answer> {
  const database = await openSampleCards(isDated);
  try {
    return await question(database);
  } finally {
    database.close();
  }
}

describe("readTopicList", () => {
  it("gives each broader topic before its parts, with verdicts by the figure that is shown", async () => {
    const { papers, unassigned, topics } = await ask((database) => readTopicList(database, 24));
    expect({ papers, unassigned }).toEqual({ papers: 8, unassigned: 1 });
    expect(topics.map(({ topic_id, path, verdict }) => [topic_id, path, verdict])).toEqual([
      [5, [5], "firm"],
      [1, [5, 1], "firm"],
      [2, [5, 2], "fair"],
      [3, [3], "loose"],
      [4, [4], "firm"],
    ]);
  });

  it("says of undated papers that nothing is known over time", async () => {
    const { periods, topics } = await ask((database) => readTopicList(database, 24), false);
    expect(periods).toBeNull();
    expect(topics.every(({ over_time }) => over_time.length === 0)).toBe(true);
  });
});

describe("countOverTime", () => {
  // Papers of topic 1: 1, 2 and 9 June; of topic 2: 9 and 20 June 2026. The 1st is a Monday.
  it("counts by day where there is room, each day from the first to the last", async () => {
    const time = await ask((database) => countOverTime(database, 20));
    expect(time!.periods).toEqual({ unit: "day", basis: "listed", first: "2026-06-01", last: "2026-06-20" });
    const counts = time!.counts.get(1)!;
    expect(counts).toHaveLength(20);
    expect(counts.filter(({ papers }) => papers > 0)).toEqual([
      { from: "2026-06-01", papers: 1 },
      { from: "2026-06-02", papers: 1 },
      { from: "2026-06-09", papers: 1 },
    ]);
  });

  it("counts by the shortest stretch of which there are few enough; a broader topic has the papers of its parts", async () => {
    const time = await ask((database) => countOverTime(database, 19));
    expect(time!.periods.unit).toBe("week");
    const week = (topic: number) => time!.counts.get(topic)!.map(({ papers }) => papers);
    expect([1, 2, 3, 5].map(week)).toEqual([
      [2, 1, 0],
      [0, 1, 1],
      [0, 0, 0],
      [2, 2, 1],
    ]);
    expect(time!.counts.get(1)!.map(({ from }) => from)).toEqual(["2026-06-01", "2026-06-08", "2026-06-15"]);
    expect((await ask((database) => countOverTime(database, 2)))!.periods.unit).toBe("month");
  });

  it.each([
    ["2026-06-01", "2026-12-31", "quarter", 3],
    ["1990-01-01", "2026-12-31", "decade", 4],
    ["1650-01-01", "2026-12-31", "century", 5],
    ["0001-01-01", "2026-12-31", "millennium", 3],
    ["0001-01-01", "9999-12-31", "millennium", 10],
  ])("counts days from %s to %s by %s where at most five stretches are wanted", async (first, last, unit, steps) => {
    const time = await ask(async (database) => {
      await database.execute("UPDATE appearances SET listed_date = $1::DATE WHERE listed_date = '2026-06-01'", [first]);
      await database.execute("UPDATE appearances SET listed_date = $1::DATE WHERE listed_date = '2026-06-20'", [last]);
      return countOverTime(database, 5);
    });
    expect(time!.periods.unit).toBe(unit);
    const counts = time!.counts.get(5)!.map(({ papers }) => papers);
    expect(counts).toHaveLength(steps);
    expect(counts.reduce((sum, papers) => sum + papers, 0)).toBe(5);
  });

  it("counts no finer than days are known", async () => {
    const time = await ask(async (database) => {
      await database.execute("UPDATE appearances SET listed_date = NULL");
      await database.execute("UPDATE papers SET published = '2026-06' WHERE paper_id < 'c'");
      await database.execute("UPDATE papers SET published = '2026-09-12' WHERE paper_id >= 'c'");
      return countOverTime(database, 1000);
    });
    expect(time!.periods).toEqual({ unit: "month", basis: "published", first: "2026-06-01", last: "2026-09-12" });
  });
});

describe("readTopicCard", () => {
  it("tells what a topic is, and how it came from the last run", async () => {
    const card = await ask((database) => readTopicCard(database, 1, 2));
    expect(card).toMatchObject({
      topic_id: 1,
      labels: ["Kernels, speech", "Graph kernels, graphs"],
      stability: 0.746,
      verdict: "firm",
      label_coverage: 0.5,
      parts: [],
      terms: [
        { term: "graph kernels", documents_inside: 3, documents_outside: 0 },
        { term: "mamba", documents_inside: 1, documents_outside: 0 },
      ],
      evidence: [{ paper_id: PAPER.a, title: "Kernels on graphs", sentence: "Graph kernels (GK) compare graphs." }],
      events: [
        { event: "continued", previous_topic_id: 1, previous_label: "Kernels of old", shared_papers: 2 },
        { event: "renamed" },
      ],
    });
    expect(card.papers.map(({ paper_id, similarity }) => [paper_id, similarity])).toEqual([
      [PAPER.b, 0.95],
      [PAPER.a, 0.9],
    ]);
    // Centroids: 1 at 10 degrees, 2 at 70, 3 at 100; 5 is of another level.
    expect(card.nearest).toEqual([
      { topic_id: 2, label: "Speech of whales", size: 2, similarity: 0.5 },
      { topic_id: 3, label: "Robots", size: 1, similarity: 0 },
    ]);
  });

  it("gives a broader topic the papers of its parts", async () => {
    const card = await ask((database) => readTopicCard(database, 5, 10));
    expect(card.parts.map(({ topic_id }) => topic_id)).toEqual([1, 2]);
    expect(card.papers.map(({ paper_id }) => paper_id)).toEqual([PAPER.b, PAPER.a, PAPER.e, PAPER.d, PAPER.c]);
    expect(card.nearest).toEqual([]);
  });
});
