import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Database } from "../../pipeline/database/database.ts";
import { countWords } from "../../pipeline/dedupe/paper-row.ts";
import { UserError } from "../../pipeline/error.ts";
import { compareStage } from "../../pipeline/stages/compare.ts";
import { dedupeStage } from "../../pipeline/stages/dedupe.ts";
import { parseStage } from "../../pipeline/stages/parse.ts";
import { contextFor } from "./stage-context.ts";

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
    await compareStage.run(context);
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

  it("counts the languages of papers: the corpus has that of most, equals by code, and those of more than a tenth count", async () => {
    const counts = { pt: 11, fr: 11, en: 3, zh: 2 };
    const names = Object.entries(counts).flatMap(([language, papers]) =>
      Array.from({ length: papers }, (_, index) => ({ language, title: `${language} ${index}` })),
    );
    const texts = [...names.map((record) => record.title), "x + y = z"];
    const columns = { raw_title: texts, raw_abstract: texts, clean_title: texts, clean_abstract: texts };
    await database.append("records", {
      source: texts.map(() => "feed"),
      position: texts.map((_, index) => index + 1),
      ...columns,
      language: [...names.map((record) => record.language), null],
    });
    const counted = [texts.length];
    await database.append("input_files", {
      source: ["feed"],
      status: ["read"],
      records: counted,
      usable: counted,
      rejected: [0],
    });
    const result = await dedupeStage.run(contextFor(database));
    expect(result.summary).toMatch(/11 in French, 11 in Portuguese, 3 in English, 2 in Chinese$/);
    expect(result.figures).toMatchObject({ papers_in_fr: 11, papers_in_en: 3 });
    expect(await database.query("SELECT language, rank, papers, is_used FROM languages ORDER BY rank")).toEqual([
      { language: "fr", rank: 1, papers: 11, is_used: true },
      { language: "pt", rank: 2, papers: 11, is_used: true },
      { language: "en", rank: 3, papers: 3, is_used: true },
      { language: "zh", rank: 4, papers: 2, is_used: false },
    ]);
    expect(await database.query("SELECT title FROM papers WHERE language IS NULL")).toEqual([{ title: "x + y = z" }]);
  });

  it("writes papers by id, with text, its hash and the words of the abstract", async () => {
    const context = reading("../../seeds");
    await parseStage.run(context);
    await compareStage.run(context);
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

  it("accounts for every record of every file: found = papers + merged + rejected", async () => {
    const context = reading("../../seeds", "../fixtures/records/mixed.jsonl");
    await parseStage.run(context);
    await dedupeStage.run(context);
    const account =
      await database.query<Record<"found" | "papers" | "merged" | "rejected", number>>("SELECT * FROM input_account");
    expect(account).toContainEqual({ source: "records/mixed.jsonl", found: 9, papers: 3, merged: 0, rejected: 6 });
    expect(account).toHaveLength(6);
    const sum = { found: 0, papers: 0, merged: 0, rejected: 0 };
    for (const row of account) for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += row[name];
    expect(sum).toEqual({ found: 529, papers: 442, merged: 81, rejected: 6 });
  });

  it("does not end well where a record is not accounted for", async () => {
    const context = reading("../../seeds");
    await parseStage.run(context);
    await database.execute("UPDATE input_files SET records = 120 WHERE source = 'seeds/000_3c9a2f189dac8ac1.txt'");
    await expect(dedupeStage.run(context)).rejects.toThrow(
      /^seeds\/000_3c9a2f189dac8ac1.txt: 120 records, \d+ papers \+ \d+ merged \+ 0 rejected$/,
    );
  });

  it("keeps date, rank and votes of each appearance", async () => {
    const context = reading("../fixtures/records/mixed.jsonl");
    await parseStage.run(context);
    await compareStage.run(context);
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
