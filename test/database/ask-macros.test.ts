import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toDateValue } from "../../pipeline/database/columns.ts";
import type { Database } from "../../pipeline/database/database.ts";
import { measureShareChange } from "../../pipeline/numeric/share-change.ts";
import { fillTable, openTables } from "./fill-table.ts";

let database: Database;

beforeEach(async () => {
  database = await openTables();
});

afterEach(() => database.close());

const ask = <Row = Record<string, unknown>>(sql: string) => database.query<Row>(sql);

/** Two fine topics, 1 and 2, under the broad topic 9, and a topic 3 apart. */
async function fillTopics(): Promise<void> {
  await fillTable(database, "topics", [
    { topic_id: 1, label: "Caches", level: 0, parent_id: 9, nearest_topic_id: 2, size: 3, stability: 0.8 },
    { topic_id: 2, label: "Robots", level: 0, parent_id: 9, nearest_topic_id: 1, size: 2, stability: 0.6 },
    { topic_id: 3, label: "Crystals", level: 0, parent_id: null, nearest_topic_id: 1, size: 1, stability: 0.2 },
    { topic_id: 9, label: "Machines", level: 1, parent_id: null, nearest_topic_id: null, size: 5, stability: null },
  ]);
}

/** Papers a, b, c of topic 1, d and e of topic 2, f of topic 3, g of none but nearest to topic 2. */
async function fillPapers(texts: Record<string, string> = {}): Promise<void> {
  await fillTopics();
  const topics = { a: 1, b: 1, c: 1, d: 2, e: 2, f: 3, g: null };
  const ids = Object.keys(topics);
  await fillTable(
    database,
    "papers",
    ids.map((id) => ({ paper_id: id, title: `Paper ${id}`, clean_title: `Paper ${id}`, text: texts[id] ?? "" })),
  );
  await fillTable(
    database,
    "topic_papers",
    Object.entries(topics).map(([paper_id, topic_id]) => ({
      paper_id,
      topic_id,
      second_topic_id: topic_id === 2 ? 1 : 2,
      probability: 0.5,
      role: topic_id === null ? "unassigned" : "core",
    })),
  );
}

describe("papers_between", () => {
  it("gives the papers of one topic whose second is the other, of any level, the least sure first", async () => {
    await fillPapers();
    await database.execute("UPDATE topic_papers SET probability = 0.5, margin = 0.3");
    await database.execute("UPDATE topic_papers SET second_topic_id = if(topic_id = 1, 2, 1)");
    await database.execute("UPDATE topic_papers SET margin = -0.1 WHERE paper_id = 'e'");
    await database.execute("UPDATE topic_papers SET margin = 0.45 WHERE paper_id = 'a'");
    const found = await ask(
      "SELECT paper_id, topic_label, second_topic_label, second_probability, margin FROM papers_between(1, 2)",
    );
    expect(found.map((row) => row.paper_id)).toEqual(["e", "b", "c", "d"]);
    expect(found[0]).toEqual({
      paper_id: "e",
      topic_label: "Robots",
      second_topic_label: "Caches",
      second_probability: 0.6,
      margin: -0.1,
    });
    expect(await ask("FROM papers_between(2, 1)")).toEqual(await ask("FROM papers_between(1, 2)"));
    expect(await ask("FROM papers_between(1, 77)")).toEqual([]);
  });
});

describe("compare_topics", () => {
  it("counts the terms of both in the papers of each, with any ending and no part of a word", async () => {
    await fillPapers({
      a: "A Cache-Key, and naïve AI",
      b: "cache keys",
      c: "We train.",
      d: "A robot; the cache",
      e: "Robots",
      f: "cache keys robots",
    });
    await fillTable(database, "topic_terms", [
      { topic_id: 1, rank: 1, term: "cache keys" },
      { topic_id: 1, rank: 2, term: "AI" },
      { topic_id: 2, rank: 1, term: "robots" },
      { topic_id: 2, rank: 2, term: "cache" },
      { topic_id: 3, rank: 1, term: "keys" },
    ]);
    expect(await ask("FROM compare_topics(1, 2)")).toEqual([
      { term: "cache keys", papers_a: 2, papers_b: 0, share_a: 0.6667, share_b: 0, difference: 0.6667 },
      { term: "AI", papers_a: 1, papers_b: 0, share_a: 0.3333, share_b: 0, difference: 0.3333 },
      { term: "cache", papers_a: 2, papers_b: 1, share_a: 0.6667, share_b: 0.5, difference: 0.1667 },
      { term: "robots", papers_a: 0, papers_b: 2, share_a: 0, share_b: 1, difference: -1 },
    ]);
  });
});

describe("papers_like", () => {
  it("gives the papers nearest to all given, those left out, equals by id", async () => {
    await fillPapers();
    const sharp: Record<string, number[]> = {
      a: [1, 0],
      b: [0, 1],
      c: [3, 4],
      d: [-1, 0],
      e: [6, 8],
      f: [0, -1],
      g: [1, 0],
    };
    await fillTable(
      database,
      "space",
      Object.entries(sharp).map(([paper_id, vector]) => ({ paper_id, vector: [0, 0], sharp: vector })),
    );
    const found = await ask("SELECT rank, paper_id, similarity FROM papers_like(['a', 'b'], 3)");
    expect(found).toEqual([
      { rank: 1, paper_id: "c", similarity: 0.7 },
      { rank: 2, paper_id: "e", similarity: 0.7 },
      { rank: 3, paper_id: "g", similarity: 0.5 },
    ]);
    expect(await ask("FROM papers_like(['nobody'], 3)")).toEqual([]);
  });
});

describe("topics over time", () => {
  async function fillDays(days: Record<string, string>): Promise<void> {
    await fillPapers();
    await database.execute("DELETE FROM papers");
    await fillTable(
      database,
      "papers",
      Object.entries(days).map(([paper_id, published]) => ({ paper_id, published })),
    );
  }

  it("are counted by period, with their share of the papers that have a topic", async () => {
    await fillDays({ a: "2026-11-02", b: "2026-11-08", c: "2026-11-09", d: "2026-11-04", g: "2026-11-02" });
    const read = (period: string) =>
      ask(
        `SELECT starts::VARCHAR AS starts, topic_id, papers, round(share, 2) AS share FROM topics_over_time('${period}')`,
      );
    expect(await read("week")).toEqual([
      { starts: "2026-11-02", topic_id: 1, papers: 2, share: 0.67 },
      { starts: "2026-11-02", topic_id: 2, papers: 1, share: 0.33 },
      { starts: "2026-11-09", topic_id: 1, papers: 1, share: 1 },
    ]);
    expect(await read("year")).toEqual([
      { starts: "2026-01-01", topic_id: 1, papers: 3, share: 0.75 },
      { starts: "2026-01-01", topic_id: 2, papers: 1, share: 0.25 },
    ]);
    expect(await read("day")).toHaveLength(4);
  });

  it("are not shown finer than the days are known", async () => {
    await fillDays({ a: "2026-11", b: "2026-10", d: "2025-11" });
    const count = async (period: string) => (await ask(`FROM topics_over_time('${period}')`)).length;
    expect(await Promise.all(["day", "week", "month", "quarter", "year"].map(count))).toEqual([0, 0, 3, 2, 2]);
    await expect(ask("FROM topics_over_time('fortnight')")).rejects.toThrow("fortnight");
  });

  it("rise and fade where the interval of the change of their share leaves out 0, the same in SQL and on the page", async () => {
    await fillDays({});
    const places = Array.from({ length: 150 }, (_, index) => ({
      paper_id: `p${index}`,
      topic_id: index < 70 ? (index < 56 ? 1 : 2) : index < 118 ? 1 : 2,
    }));
    await fillTable(database, "topic_papers", places);
    await fillTable(
      database,
      "papers",
      places.map(({ paper_id }, index) => ({ paper_id, published: index < 70 ? "2026-11-20" : "2026-11-01" })),
    );
    const [first, second] = await ask("FROM topic_shifts('2026-11-20', '2026-11-20')");
    const expected = measureShareChange({ count: 56, total: 70 }, { count: 48, total: 80 })!;
    expect(expected.low).toBeCloseTo(0.0524, 4);
    expect(first).toMatchObject({ papers_inside: 56, papers_outside: 48, share_inside: 0.8, trend: "rises" });
    for (const bound of ["low", "high"] as const) expect(first![`change_${bound}`]).toBeCloseTo(expected[bound], 12);
    expect(second).toMatchObject({ papers_inside: 14, papers_outside: 32, trend: "fades" });
    const shifts = await ask("FROM topic_shifts(DATE '2026-11-01', DATE '2026-11-01')");
    expect(shifts.map(({ trend, papers_inside }) => [trend, papers_inside])).toEqual([
      ["fades", 48],
      ["rises", 32],
    ]);
    const [alone] = await ask("FROM topic_shifts('2026-11-01', '2026-11-20')");
    expect(alone).toMatchObject({ share_outside: null, change_low: null, trend: null });
  });
});

describe("why_topic", () => {
  it("gives name, firmness, neighbour, terms, evidence and typical papers, of a broader topic those of its parts", async () => {
    await fillPapers();
    await database.execute(
      "UPDATE topics SET label_verdict = 'fits', label_f1 = 0.5, label_coverage = 0.25, label_precision = 0.75, mixed = false",
    );
    await database.execute("UPDATE topic_papers SET similarity = CASE paper_id WHEN 'd' THEN 0.9 ELSE 0.5 END");
    await fillTable(database, "topic_terms", [
      { topic_id: 1, rank: 1, term: "cache", score: 1, documents_inside: 2, documents_outside: 1 },
    ]);
    await fillTable(database, "label_evidence", [{ topic_id: 1, rank: 1, paper_id: "a", sentence: "A cache." }]);
    expect((await ask("FROM why_topic(1)")).map((row) => Object.values(row))).toEqual([
      ["label", 1, "Caches (fits)", 0.5],
      ["coverage", 1, "25 % of its papers contain a phrase of the label; 75 % of the papers that do are its own", 0.25],
      ["stability", 1, "firm", 0.8],
      ["nearest topic", 1, "Robots", null],
      ["term", 1, "cache (in 2 papers of the topic, 1 outside it)", 1],
      ["evidence", 1, "A cache. (Paper a)", null],
      ["typical paper", 1, "Paper a", 0.5],
      ["typical paper", 2, "Paper b", 0.5],
      ["typical paper", 3, "Paper c", 0.5],
    ]);
    const broad = await ask("SELECT text FROM why_topic(9) WHERE kind = 'typical paper'");
    expect(broad.map((row) => row.text)).toEqual(["Paper d", "Paper a", "Paper b"]);
    expect(await ask("FROM why_topic(77)")).toEqual([]);
  });
});

describe("records that were merged or compared", () => {
  beforeEach(async () => {
    await fillTable(
      database,
      "records",
      ["One", "Two", "Three"].map((clean_title, place) => ({ source: "f", position: place + 1, clean_title })),
    );
  });

  it("stand with both titles, why, and the paper that they are", async () => {
    await fillTable(database, "papers", [{ paper_id: "p", clean_title: "One" }]);
    const edge = { paper_id: "p", kept_source: "f", kept_position: 1, merged_source: "f", merged_position: 3 };
    await fillTable(database, "duplicates", [{ ...edge, kind: "near", score: 0.9, reason: "alike" }]);
    const found = await ask(
      "SELECT title, kind, score, reason, kept_title, merged_title, merged_position FROM merged_records",
    );
    const told = { title: "One", kind: "near", score: 0.9, reason: "alike" };
    expect(found).toEqual([{ ...told, kept_title: "One", merged_title: "Three", merged_position: 3 }]);
    expect(await ask("SELECT paper_id, merged_records FROM paper_card")).toEqual([
      { paper_id: "p", merged_records: 1 },
    ]);
  });

  it("stand with what parts them, the most doubtful first", async () => {
    const place = { source_a: "f", position_a: 1, source_b: "f" };
    await fillTable(database, "duplicate_pairs", [
      { text_a: "x", text_b: "y", ...place, position_b: 2, distinction: null },
      { text_a: "x", text_b: "z", ...place, position_b: 3, distinction: "part 2" },
    ]);
    await fillTable(database, "judged_pairs", [
      { text_a: "x", text_b: "y", kind: "near", score: 0.9, margin: 0.3, merged: true },
      { text_a: "x", text_b: "z", kind: "near", score: 0.5, margin: -0.1, merged: false },
    ]);
    expect(await ask("SELECT title_a, title_b, merged, distinction FROM compared_pairs")).toEqual([
      { title_a: "One", title_b: "Three", merged: false, distinction: "part 2" },
      { title_a: "One", title_b: "Two", merged: true, distinction: null },
    ]);
  });
});

describe("paper_card", () => {
  it("has a row for every paper, with its best rank, most upvotes and all addresses, whatever else is missing", async () => {
    await fillTopics();
    await fillTable(database, "papers", [
      {
        paper_id: "p",
        clean_title: "P",
        doi: "10.1/x",
        urls: ["https://a.org"],
        published: "2026-11",
        authors: ["Ann"],
      },
      { paper_id: "q", clean_title: "Q", doi: null, urls: null, published: null, authors: null },
    ]);
    await fillTable(database, "appearances", [
      { paper_id: "p", source: "b", position: 1, rank: 7, upvotes: 3, listed_date: toDateValue("2026-11-24") },
      { paper_id: "p", source: "a", position: 1, rank: 9, upvotes: 30, listed_date: toDateValue("2026-11-25") },
    ]);
    await fillTable(database, "topic_papers", [{ paper_id: "p", topic_id: 1, second_topic_id: 3, role: "edge" }]);
    const columns =
      "paper_id, day::VARCHAR AS day, topic_label, parent_label, second_label, rank, upvotes, sources, merged_records, links";
    expect(await ask(`SELECT ${columns} FROM paper_card`)).toEqual([
      {
        paper_id: "p",
        day: "2026-11-24",
        topic_label: "Caches",
        parent_label: "Machines",
        second_label: "Crystals",
        rank: 7,
        upvotes: 30,
        sources: ["a", "b"],
        merged_records: 0,
        links: ["https://doi.org/10.1/x", "https://a.org"],
      },
      {
        paper_id: "q",
        day: null,
        topic_label: null,
        parent_label: null,
        second_label: null,
        rank: null,
        upvotes: null,
        sources: null,
        merged_records: 0,
        links: [],
      },
    ]);
  });
});
