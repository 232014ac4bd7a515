import { describe, expect, it } from "vitest";
import { readAny, readFixture } from "./read-fixture.ts";

const ABSTRACT = "What is said of it.";

/** An entry of the feed, with the fields of a paper that are given. */
const entry = (paper: object = {}, more: object = {}) => ({
  paper: { id: "2607.00001", title: "A title", summary: ABSTRACT, authors: [], ...paper },
  numComments: 2,
  ...more,
});

const read = (value: unknown, name = "feed/2026-07-15.json") => readAny(name, JSON.stringify(value));

describe("the daily JSON of the feed", () => {
  it.each(["daily/2026-07-15.json", "daily/2026-07-09.json"])("gives each record of a real day: %s", async (name) => {
    const text = await readFixture(name);
    const source = JSON.parse(text);
    const lines = text.split("\n");
    const { format, records, rejected } = await readAny(name, text);
    expect(format).toBe("daily-json");
    expect(records.length + rejected.length).toBe(source.length);
    for (const [index, record] of records.entries()) {
      const { paper, numComments } = source[index];
      expect(record).toMatchObject({
        title: paper.title,
        abstract: paper.summary,
        arxiv_id: paper.id,
        authors: paper.authors.map((author: { name: string }) => author.name),
        published: paper.publishedAt,
        listed_text: paper.submittedOnDailyAt,
        listed_date: paper.submittedOnDailyAt.slice(0, 10),
        rank: index + 1,
        upvotes: paper.upvotes,
        comments: numComments,
        keywords: paper.ai_keywords?.every((word: string) => word) ? paper.ai_keywords : null,
        code_url: paper.githubRepo ?? null,
        project_url: paper.projectPage ?? null,
      });
      expect(record.extra).toEqual({
        ...(paper.ai_summary && { ai_summary: paper.ai_summary }),
        ...(paper.ai_summary_model && { ai_summary_model: paper.ai_summary_model }),
        ...(paper.githubRepoAddedBy && { githubRepoAddedBy: paper.githubRepoAddedBy }),
        ...(paper.githubStars !== undefined && { githubStars: paper.githubStars }),
      });
      const idLine = lines.findIndex((line) => line.includes(`"id": "${paper.id}"`)) + 1;
      expect(record.line).toBe(idLine - 2);
    }
  });

  it("may be a list, a list under data, an object a line or one object, under any name", async () => {
    const entries = [entry(), entry({ id: "2607.00002" })];
    const layouts = [
      JSON.stringify(entries),
      JSON.stringify({ data: entries }, null, 2),
      entries.map((one) => JSON.stringify(one)).join("\n"),
    ];
    for (const layout of layouts) {
      const { format, records } = await readAny("feed/x", layout);
      expect(format).toBe("daily-json");
      expect(records.map(({ arxiv_id, rank }) => [arxiv_id, rank])).toEqual([
        ["2607.00001", 1],
        ["2607.00002", 2],
      ]);
    }
    expect((await readAny("x.json", JSON.stringify(entry(), null, 2))).records).toMatchObject([{ line: 1, rank: 1 }]);
    expect((await readAny("x.json", JSON.stringify(entry()))).records).toHaveLength(1);
  });

  it("leaves out hidden authors, and what is none, and keeps what else is said", async () => {
    const authors = [
      { name: "Ada", hidden: false },
      { name: "Lab", hidden: true },
      { _id: 1 },
      "Bo",
      null,
      { name: " " },
    ];
    const more = { mediaUrls: ["https://a.org/v.mp4"], submittedBy: { name: "Cy" }, thumbnail: "https://a.org/t.png" };
    const { records } = await read([entry({ authors, githubStars: 3 }, more)]);
    expect(records[0]!.authors).toEqual(["Ada", "Bo"]);
    expect(records[0]!.extra).toEqual({ ...more, githubStars: 3 });
  });

  it("takes the day from the name where the entry has none", async () => {
    expect((await read([entry()])).records[0]).toMatchObject({ listed_text: "2026-07-15", listed_date: "2026-07-15" });
    const { records } = await read([entry({ submittedOnDailyAt: "2026-02-31T00:00:00Z" })], "2026-02-31.json");
    expect(records[0]).not.toHaveProperty("listed_date");
  });

  it("rejects what has no title or abstract or is no object, with its line", async () => {
    const list = [entry({ title: null }), entry({ summary: " " }), "text", null, entry({ title: "", summary: 0 > 1 })];
    const { records, rejected } = await readAny("a.json", JSON.stringify([entry(), ...list]).replaceAll(",{", ",\n{"));
    expect(records).toHaveLength(1);
    expect(rejected.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      "2: title: is missing",
      "3: abstract: is missing",
      '3: a text, not a JSON object: "text"',
      "3: not a JSON object: null",
      "4: title: is missing; abstract: is missing",
    ]);
  });

  it("that Python printed is refused entry by entry", async () => {
    const text = await readFixture("daily/2024-12-12-printed.json");
    const { format, records, rejected } = await readAny("2024-12-12.json", text);
    expect(format).toBe("daily-json");
    expect(records).toEqual([]);
    expect(rejected).toHaveLength(JSON.parse(text).length);
    expect(rejected[0]).toMatchObject({
      line: 2,
      reason: expect.stringMatching(/^a text, not a JSON object: "\{'paper'/),
    });
    expect(new Set(rejected.map(({ line }) => line)).size).toBe(rejected.length);
  });

  it("that was cut off gives the entries before", async () => {
    const text = JSON.stringify([entry(), entry(), entry()], null, 1);
    const { records, rejected } = await readAny("x.json", text.slice(0, -40));
    expect(records).toHaveLength(2);
    expect(rejected.map(({ reason }) => reason)).toEqual(["cut off: the file ends before its brackets close"]);
    expect((await readAny("x.json", text.slice(0, -1))).rejected).toMatchObject([{ line: 28, raw: "" }]);
  });

  it("with a fault in one entry gives the others", async () => {
    const text = JSON.stringify([entry(), entry({ upvotes: "NaN" }), entry()]).replace('"NaN"', "NaN");
    const { records, rejected } = await readAny("x.json", text);
    expect(records.map(({ rank }) => rank)).toEqual([1, 3]);
    expect(rejected[0]!.reason).toMatch(/^not JSON: .* Unexpected token 'N'/);
  });

  it("nested deep takes no stack", async () => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    const text = JSON.stringify([entry({ other: 1 }), entry()]).replace('"other":1', `"other":${deep}`);
    const { records, rejected } = await readAny("x.json", text);
    expect(records.length + rejected.length).toBe(2);
    const lost = JSON.stringify([entry()]) + "[{".repeat(100_000);
    expect((await readAny("x.json", lost)).records.length).toBeGreaterThan(0);
  });
});
