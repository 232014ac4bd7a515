import { beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../pipeline/database/database.ts";
import { trendStage } from "../../pipeline/stages/trend.ts";
import { fillTable, openTables, type TableRow } from "../database/fill-table.ts";
import { contextFor } from "./stage-context.ts";

let database: Database;

/** Topics 1 and 2 are parts of topic 9. */
const TOPICS = [
  { topic_id: 1, parent_id: 9, level: 0, label: "Caches" },
  { topic_id: 2, parent_id: 9, level: 0, label: "Robots" },
  { topic_id: 9, parent_id: null, level: 1, label: "Machines" },
];

beforeEach(async () => {
  database = await openTables();
  await fillTable(database, "topics", TOPICS);
});

/** Fills the database with papers: the topic, day and upvotes of each. */
async function fillPapers(
  papers: readonly { topic: number | null; day: string; upvotes?: number | null }[],
): Promise<void> {
  const ids = papers.map((_, index) => `p${String(index).padStart(4, "0")}`);
  const rows = (row: (index: number) => TableRow) =>
    papers.map((_, index) => ({ paper_id: ids[index]!, ...row(index) }));
  await fillTable(
    database,
    "papers",
    rows((index) => ({ published: papers[index]!.day })),
  );
  await fillTable(
    database,
    "topic_papers",
    rows((index) => ({ topic_id: papers[index]!.topic })),
  );
  await fillTable(
    database,
    "appearances",
    rows((index) => ({ position: index, upvotes: papers[index]!.upvotes ?? null })),
  );
}

const run = () => trendStage.run(contextFor(database));
const read = (sql: string) => database.query<Record<string, unknown>>(sql);

describe("the stage trend", () => {
  it("counts the latest days against those before, of every level", async () => {
    await fillPapers([
      { topic: 1, day: "2026-11-01" },
      { topic: 1, day: "2026-11-13" },
      { topic: 1, day: "2026-11-19" },
      { topic: 2, day: "2026-11-12" },
      { topic: null, day: "2026-11-19" },
    ]);
    await run();
    const trends = await read(
      `SELECT topic_id, level, papers, first_day::VARCHAR AS first_day, since::VARCHAR AS since, new_papers, earlier_papers, new_share, growth, trend
       FROM topic_trends ORDER BY topic_id`,
    );
    const all = { level: 0, since: "2026-11-13", trend: null };
    expect(trends).toEqual([
      {
        ...all,
        topic_id: 1,
        papers: 3,
        first_day: "2026-11-01",
        new_papers: 2,
        earlier_papers: 1,
        new_share: 1,
        growth: 2,
      },
      {
        ...all,
        topic_id: 2,
        papers: 1,
        first_day: "2026-11-12",
        new_papers: 0,
        earlier_papers: 1,
        new_share: 0,
        growth: 0,
      },
      {
        ...all,
        topic_id: 9,
        level: 1,
        papers: 4,
        first_day: "2026-11-01",
        new_papers: 2,
        earlier_papers: 2,
        new_share: 1,
        growth: 1,
      },
    ]);
  });

  it("tells the last year from before where only years are known", async () => {
    await fillPapers([
      { topic: 1, day: "2024" },
      { topic: 1, day: "2026" },
      { topic: 2, day: "2025" },
    ]);
    await run();
    expect(
      await read("SELECT topic_id, new_papers, earlier_papers FROM topic_trends WHERE level = 0 ORDER BY 1"),
    ).toEqual([
      { topic_id: 1, new_papers: 1, earlier_papers: 1 },
      { topic_id: 2, new_papers: 0, earlier_papers: 1 },
    ]);
    expect(await read("SELECT DISTINCT period FROM topic_periods")).toEqual([{ period: "year" }]);
  });

  it("compares nothing where all papers came at once, and has no rows where no day is known", async () => {
    await fillPapers([
      { topic: 1, day: "2026-11-01" },
      { topic: 2, day: "2026-11-01" },
    ]);
    await run();
    expect(await read("SELECT since, new_papers, p_value, trend FROM topic_trends WHERE topic_id = 1")).toEqual([
      { since: null, new_papers: 1, p_value: null, trend: null },
    ]);
    database = await openTables();
    await fillTable(database, "topics", TOPICS);
    await fillTable(database, "papers", [{ paper_id: "a" }]);
    await fillTable(database, "topic_papers", [{ paper_id: "a", topic_id: 1 }]);
    expect(await run()).toMatchObject({ rowsOut: 0, summary: "no days known" });
  });
});
