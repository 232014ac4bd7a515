import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import {
  countWords,
  findExactRepeats,
  joinText,
  mergeRecords,
  normalizeIdentity,
  type SourceRecord,
} from "../../pipeline/dedupe/merge-records.ts";
import { UserError } from "../../pipeline/error.ts";
import { dedupeStage } from "../../pipeline/stages/dedupe.ts";
import { parseStage } from "../../pipeline/stages/parse.ts";
import { contextFor } from "./stage-context.ts";

function record(
  source: string,
  position: number,
  title: string,
  abstract: string,
  arxivId: string | null = null,
): SourceRecord {
  return {
    source,
    position,
    raw_title: title,
    raw_abstract: abstract,
    clean_title: title.trim(),
    clean_abstract: abstract.trim(),
    urls: [],
    arxiv_id: arxivId,
  };
}

const RECORDS = [
  record("a/1", 1, "One", "First abstract."),
  record("a/1", 2, "Two?", "Second abstract."),
  record("a/2", 1, "ONE!", "first  abstract", "2401.01234"),
  record("a/2", 2, "Two?", "Second abstract."),
  record("a/3", 1, "One", "First abstract.", "2402.00000"),
];
const merge = (records: SourceRecord[]) => mergeRecords(records, findExactRepeats(records));

describe("findExactRepeats", () => {
  it("leads from each repeat to the first of its kind, with a reason in words", () => {
    const different = "same title and abstract but for case, spacing or punctuation";
    const identical = "identical title and abstract";
    expect(findExactRepeats(RECORDS)).toEqual([
      { kept: 0, merged: 2, kind: "exact", score: 1, reason: different },
      { kept: 1, merged: 3, kind: "exact", score: 1, reason: identical },
      { kept: 0, merged: 4, kind: "exact", score: 1, reason: identical },
    ]);
  });

  it("takes another abstract, or a word moved from title to abstract, for another paper", () => {
    const records = [record("a", 1, "A B", "C"), record("a", 2, "A B", "D"), record("a", 3, "A", "B C")];
    expect(findExactRepeats(records)).toEqual([]);
  });
});

describe("normalizeIdentity", () => {
  it("keeps letters and digits of any script in lower case, in compatible form", () => {
    expect(normalizeIdentity("Ｍask²-DiT: ﬁne!", "Über 5σ 深度\u200b学習.")).toBe("mask2ditfine\nüber5σ深度学習");
  });
});

describe("mergeRecords", () => {
  it("keeps the first record of each paper, and where each of them stood", () => {
    const { papers, appearances, duplicates } = merge(RECORDS);
    expect(papers.map(({ title }) => title).sort()).toEqual(["One", "Two?"]);
    const idOf = (title: string) => papers.find((paper) => paper.title === title)!.paper_id;
    expect(appearances.map(({ paper_id }) => paper_id)).toEqual(["One", "Two?", "One", "Two?", "One"].map(idOf));
    expect(appearances.map(({ record }) => record)).toEqual(RECORDS);
    expect(duplicates.map(({ kept, merged }) => [RECORDS.indexOf(kept), RECORDS.indexOf(merged)])).toEqual([
      [0, 2],
      [1, 3],
      [0, 4],
    ]);
    expect(duplicates[0]!.paper_id).toBe(idOf("One"));
  });

  it("takes the first arXiv identifier known of a paper", () => {
    const { papers } = merge(RECORDS);
    expect(papers.find(({ title }) => title === "One")!.arxiv_id).toBe("2401.01234");
    expect(papers.find(({ title }) => title === "Two?")!.arxiv_id).toBeNull();
  });

  it("makes ids of the content alone: they stay when records are added or move", () => {
    const expected = createHash("sha256").update("one\nfirstabstract").digest("hex").slice(0, 16);
    expect(merge([RECORDS[0]!]).papers[0]!.paper_id).toBe(expected);
    const ids = merge(RECORDS).papers.map(({ paper_id }) => paper_id);
    expect(ids).toContain(expected);
    expect(merge(RECORDS.toReversed()).papers.map(({ paper_id }) => paper_id)).toEqual(ids);
    expect(merge([record("z", 9, "New", "Other."), ...RECORDS]).papers.map(({ paper_id }) => paper_id)).toEqual(
      expect.arrayContaining(ids),
    );
  });

  it("puts papers in order of id", () => {
    const many = Array.from({ length: 50 }, (_, index) => record("a", index + 1, `Title ${index}`, "Text."));
    const ids = merge(many).papers.map(({ paper_id }) => paper_id);
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(50);
  });

  it("follows chains of edges of any kind to the first record", () => {
    const edge = { kind: "near", score: 0.9, reason: "alike" };
    const edges = [
      { kept: 1, merged: 3, ...edge },
      { kept: 0, merged: 1, ...edge },
    ];
    const records = ["One", "Won", "Two", "Wun"].map((title, index) => record("a", index + 1, title, "Text."));
    const { papers, appearances, duplicates } = mergeRecords(records, edges);
    expect(papers.map(({ title }) => title).sort()).toEqual(["One", "Two"]);
    expect(new Set([0, 1, 3].map((index) => appearances[index]!.paper_id)).size).toBe(1);
    expect(duplicates.map(({ kept }) => kept)).toEqual([records[0], records[0]]);
  });

  it("refuses two papers of one id", () => {
    expect(() => mergeRecords(RECORDS, findExactRepeats(RECORDS), () => "0".repeat(64))).toThrow(
      "two papers of one id: 0000000000000000: record 1 of a/1 and record 2 of a/1",
    );
  });
});

describe("the text of a paper", () => {
  it.each([
    ["A title", "A title. Words."],
    ["Is it?", "Is it? Words."],
    ["It is!", "It is! Words."],
    ["It is.", "It is. Words."],
    ['So "is it?"', 'So "is it?" Words.'],
    ["A (title)", "A (title). Words."],
  ])("parts title and abstract by one mark: %s", (title, text) => {
    expect(joinText(title, "Words.")).toBe(text);
  });

  it("counts as words what holds a letter or digit", () => {
    expect(countWords("State-of-the-art -- it's 5 % better , in 深度 .")).toBe(6);
    expect(countWords("")).toBe(0);
  });
});

describe("the dedupe stage", () => {
  let database: Database;
  beforeEach(async () => {
    database = await Database.open(":memory:");
    await database.createSchema();
  });
  afterEach(() => database.close());

  function reading(...names: string[]) {
    return contextFor(database, { input: names.map((name) => fileURLToPath(new URL(name, import.meta.url))) });
  }

  it("merges the real seeds: 439 papers, 81 repeats, 520 appearances", async () => {
    const context = reading("../../seeds");
    await parseStage.run(context);
    const result = await dedupeStage.run(context);
    expect(result).toMatchObject({ rowsIn: 520, rowsOut: 439, summary: "439 papers, 81 exact repeats merged" });
    const times = await database.query(
      `SELECT appearances, count(*)::INTEGER AS papers
       FROM (SELECT count(*)::INTEGER AS appearances FROM appearances GROUP BY paper_id) GROUP BY 1 ORDER BY 1`,
    );
    expect(times).toEqual([
      { appearances: 1, papers: 370 },
      { appearances: 2, papers: 61 },
      { appearances: 3, papers: 5 },
      { appearances: 4, papers: 2 },
      { appearances: 5, papers: 1 },
    ]);
    expect(await database.query("SELECT DISTINCT kind, score, reason FROM duplicates")).toEqual([
      { kind: "exact", score: 1, reason: "identical title and abstract" },
    ]);
    const { edges, strays } = await database.queryOne<{ edges: number; strays: number }>(
      `SELECT count(*)::INTEGER AS edges, count(*) FILTER (kept.paper_id <> merged.paper_id OR merged.paper_id <> edge.paper_id
         OR (kept_source, kept_position) >= (merged_source, merged_position))::INTEGER AS strays
       FROM duplicates AS edge
       JOIN appearances AS kept ON (kept.source, kept.position) = (kept_source, kept_position)
       JOIN appearances AS merged ON (merged.source, merged.position) = (merged_source, merged_position)`,
    );
    expect({ edges, strays }).toEqual({ edges: 81, strays: 0 });
  });

  it("writes papers by id, with text, its hash and the words of the abstract", async () => {
    const context = reading("../../seeds");
    await parseStage.run(context);
    await dedupeStage.run(context);
    const ids = (await database.query<{ paper_id: string }>("SELECT paper_id FROM papers")).map((row) => row.paper_id);
    expect(ids).toEqual([...ids].sort());
    const paper = await database.queryOne<{
      title: string;
      text: string;
      text_hash: string;
      words: number;
      urls: string[];
    }>("SELECT title, text, text_hash, words, urls FROM papers WHERE clean_title LIKE 'Mask2DiT%'");
    expect(paper.title).toMatch(/^Mask\$\^2\$DiT: /);
    expect(paper.text).toMatch(/^Mask2DiT: .* Generation\. Sora has unveiled .* Our project page is online\.$/);
    expect(paper.text_hash).toBe(createHash("sha256").update(paper.text).digest("hex"));
    expect(paper.urls).toEqual(["https://tianhao-qi.github.io/Mask2DiTProject"]);
    expect(paper.words).toBe(countWords(paper.text) - countWords(paper.title));
    const { fewest, most } = await database.queryOne<{ fewest: number; most: number }>(
      "SELECT min(words) AS fewest, max(words) AS most FROM papers",
    );
    expect([fewest, most]).toEqual([67, 287]);
  });

  it("keeps date, rank and votes of each appearance", async () => {
    const context = reading("../fixtures/records/mixed.jsonl");
    await parseStage.run(context);
    await dedupeStage.run(context);
    expect(
      await database.query(
        "SELECT source, position, line, format, listed_text, listed_date::VARCHAR AS day, rank, upvotes FROM appearances LIMIT 1",
      ),
    ).toEqual([
      {
        source: "records/mixed.jsonl",
        position: 1,
        line: 1,
        format: "json-lines",
        listed_text: "2026-06-01T00:00:00.000Z",
        day: "2026-06-01",
        rank: 1,
        upvotes: 12,
      },
    ]);
  });

  it("refuses fewer than 3 papers", async () => {
    const columns = { source: ["a/1", "a/1", "a/2"], position: [1, 2, 1], urls: [[], [], []] };
    const texts = ["One", "Two", "One"];
    await database.append("records", {
      ...columns,
      raw_title: texts,
      raw_abstract: texts,
      clean_title: texts,
      clean_abstract: texts,
    });
    const failure = await dedupeStage.run(reading("../../seeds")).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toHaveProperty("message", "papers: 2 in 3 records: at least 3 are needed. Give more with --input.");
  });
});
