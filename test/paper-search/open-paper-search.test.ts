import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../pipeline/database/database.ts";
import type { EmbedderSource } from "../../pipeline/embedding/embedder.ts";
import { UserError } from "../../pipeline/error.ts";
import { openPaperSearch } from "../../pipeline/paper-search/open-paper-search.ts";
import { NO_SEARCH_FILTERS, type SearchFilters } from "../../pipeline/paper-search/paper-search.ts";
import { openTables } from "../database/fill-table.ts";
import { createFakeEmbedder, sourceOf } from "../embedding/fake-embedder.ts";
import { fillPapers, HOSTILE_TITLE, PAPER_IDS } from "./sample-papers.ts";

const embedder = createFakeEmbedder();
let database: Database;

beforeAll(async () => {
  database = await openTables();
  await fillPapers(database, embedder);
});
afterAll(() => database.close());

async function find(
  question: string,
  filters: Partial<SearchFilters> = {},
  source: EmbedderSource | null = sourceOf(embedder),
) {
  const papers = await openPaperSearch(database, source);
  return papers.find(question, { ...NO_SEARCH_FILTERS, ...filters }, 10);
}

const idsOf = ({ hits }: { hits: { paper_id: string }[] }) => hits.map(({ paper_id }) => paper_id);

describe("openPaperSearch", () => {
  it("ranks every paper by meaning and words, and says why", async () => {
    const found = await find("owls at night");
    expect(found).toMatchObject({ found_by: "meaning and words", note: null, found: 5 });
    expect(idsOf(found).slice(0, 2)).toEqual(["a", "b"]);
    expect([...idsOf(found)].sort()).toEqual(PAPER_IDS);
    expect(found.hits[0]).toMatchObject({
      title: "Owls at night",
      topic: "Owls",
      topic_id: 1,
      snippet: "We watch owls.",
      matched: ["night", "owls"],
      day: "2026-01-31",
      url: "https://example.org/a",
    });
    expect(found.hits[0]!.why).toMatch(/^by meaning: the nearest of 5; “Owls” and “night” in the title$/);
    const scores = found.hits.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it("finds by words alone where no model is given, only papers that hold one, and says so", async () => {
    const found = await find("which graph?", {}, null);
    expect(found).toMatchObject({ found_by: "words", found: 2 });
    expect(found.note).toMatch(/by words alone/);
    expect(idsOf(found)).toEqual(["c", "d"]);
    expect(found.hits[1]!.why).toBe("by words alone: “Graphs” in the topic");
    expect(await find("whales", {}, null)).toMatchObject({ found: 0, hits: [] });
    expect(idsOf(await find("owen", {}, null))).toEqual(["a"]);
  });

  it.each<[string, Partial<SearchFilters>, string[]]>([
    ["a topic", { topics: [2] }, ["c", "d"]],
    ["a broader topic", { topics: [9] }, ["a", "b", "c", "d"]],
    ["either topic", { topics: [1, 2] }, ["a", "b", "c", "d"]],
    ["the first day on", { since: "2026-02-01" }, ["b", "c", "d"]],
    ["up to the last day", { until: "2026-02-01" }, ["a", "b"]],
    ["days", { since: "2026-02-01", until: "2026-02-28" }, ["b", "c"]],
    ["a source", { sources: ["other/3.jsonl"] }, ["d", "e"]],
    ["a category in any case", { categories: ["CS.lg"] }, ["c"]],
    ["all together", { topics: [9], since: "2026-02-01", sources: ["feed/2.jsonl"], categories: ["cs.LG"] }, ["c"]],
    ["values that would be SQL", { sources: ["' OR true --"] }, []],
  ])("keeps papers of %s", async (_, filters, kept) => {
    expect(idsOf(await find("night graph", filters)).sort()).toEqual(kept);
  });

  it("gives the same score whatever is filtered, and no more than the limit", async () => {
    const papers = await openPaperSearch(database, sourceOf(embedder));
    const all = await papers.find("owl", NO_SEARCH_FILTERS, 10);
    const few = await papers.find("owl", { ...NO_SEARCH_FILTERS, topics: [2] }, 1);
    expect(few).toMatchObject({ found: 2, hits: [all.hits.find(({ topic_id }) => topic_id === 2)] });
  });

  it("falls back to words where the model differs, is to be fetched, or is not there", async () => {
    const { version, dtype, maxTokens } = embedder;
    const source = (describe: EmbedderSource["describe"]): EmbedderSource => ({
      describe,
      open: () => Promise.reject(new Error("opened")),
    });
    const cases: [EmbedderSource, RegExp][] = [
      [source(async () => ({ version, dtype, maxTokens, modelSha256: "other" })), /asked\/for \(fp16\) differs/],
      [source(async () => ({ version: "2", dtype, maxTokens, modelSha256: "fake" })), /differs/],
      [source(async () => ({ version, dtype, maxTokens, modelSha256: null })), /is not on this machine/],
      [
        source(() => Promise.reject(new UserError("--model asked/for: no such folder"))),
        /cannot be used: --model asked/,
      ],
    ];
    for (const [other, note] of cases) {
      const found = await find("owl", {}, other);
      expect(found.found_by).toBe("words");
      expect(found.note).toMatch(note);
      expect(idsOf(found)).toEqual(["a", "b"]);
    }
    await expect(
      find(
        "owl",
        {},
        source(() => Promise.reject(new TypeError("a bug"))),
      ),
    ).rejects.toThrow("a bug");
  });

  it("takes the name under which the vectors were made where the last run's leads to another model", async () => {
    const found = await find(
      "owl",
      {},
      {
        describe: async ({ model }) => ({ ...embedder, modelSha256: model === "fake" ? "fake" : "other" }),
        open: async () => embedder,
      },
    );
    expect(found.found_by).toBe("meaning and words");
  });

  it("asks vectors that came with the input by words", async () => {
    const other = await openTables();
    await fillPapers(other, embedder, true);
    const papers = await openPaperSearch(other, sourceOf(embedder));
    expect((await papers.find("owl", NO_SEARCH_FILTERS, 10)).note).toMatch(/came with the input/);
    other.close();
  });

  it("says that a question was longer than the model reads", async () => {
    expect((await find("owl ".repeat(600))).note).toMatch(/first 512 word pieces/);
  });

  it("refuses a question without words", async () => {
    await expect(find("?")).rejects.toThrow(UserError);
    await expect(find("a".repeat(100_000))).rejects.toThrow(UserError);
  });

  it("lists papers that have all words first, and tells how many", async () => {
    expect(await find("owl night")).toMatchObject({ whole: 2, found: 5 });
    expect(idsOf(await find("graph circle"))[0]).toBe("d");
    expect(await find("owl graph")).toMatchObject({ whole: 0 });
    expect(await find("owl night", { topics: [2] })).toMatchObject({ whole: 0, found: 2 });
  });

  it("keeps to phrases, fields and what is left out", async () => {
    expect(idsOf(await find('"a graph"')).sort()).toEqual(["c", "d"]);
    expect(idsOf(await find("graph -tree"))).not.toContain("d");
    expect(idsOf(await find("title:owls"))).toEqual(["a", "b"]);
    await expect(find("-owl")).rejects.toThrow("only words to leave out");
  });

  it("puts a misspelt word right, and says so", async () => {
    const found = await find("grpahs", {}, null);
    expect(idsOf(found)).toEqual(["c", "d"]);
    expect(found.note).toMatch(/^no paper has “grpahs”: showing results for “graphs”; by words alone/);
    expect((await find("whales owls")).note).toBe("no paper has “whales”");
  });

  it("finds the paper that an identifier names, then those nearest to it, without a model", async () => {
    for (const name of ["2401.00001", "arXiv:2401.00001v2", "https://example.org/c"]) {
      const found = await find(name, {}, null);
      expect(found).toMatchObject({ found_by: "meaning and words", found: 5, whole: 1 });
      expect(idsOf(found)[0]).toBe("c");
    }
    expect(await find("2401.99999")).toMatchObject({ found: 0, found_by: "words" });
  });

  it("gives hostile text as it is", async () => {
    const [hit] = (await find("kites", {}, null)).hits;
    expect(hit!.title).toBe(HOSTILE_TITLE);
    expect(hit!.snippet).toBe("");
  });

  it("bears a file without papers", async () => {
    const empty = await openTables();
    const papers = await openPaperSearch(empty, sourceOf(embedder));
    expect(await papers.find("owl", NO_SEARCH_FILTERS, 10)).toMatchObject({ found: 0, hits: [] });
    empty.close();
  });
});

describe("writeSql", () => {
  const questions = [
    "owls at night",
    '"a graph" tree',
    "graph -tree",
    "title:owls night",
    "-title:owls topic:owls night",
    '"no such" owl',
    "author:owen owl",
    "grpahs",
    "colour graph",
    "nights owl graph",
    "2401.00001",
    "2401.99999",
    "graphs",
    "Ada's naïve tree",
    "whales",
    "'; DROP TABLE papers; --",
    "kites script",
  ];
  const FILTERS = { ...NO_SEARCH_FILTERS, topics: [9], since: "2026-02-01", sources: ["feed/2.jsonl", "it's"] };

  it("gives the same papers, scores and order", async () => {
    for (const [turn, source] of [sourceOf(embedder), null].entries()) {
      const papers = await openPaperSearch(database, source);
      for (const [place, question] of questions.entries()) {
        if (place % 4 < 2 ? turn === 0 : turn === 1) continue;
        const filters = place % 2 === 0 ? NO_SEARCH_FILTERS : FILTERS;
        const { hits } = await papers.find(question, filters, 3);
        const rows = await database.query(await papers.writeSql(question, filters, 3));
        const expected = hits.map(({ paper_id, title, score, topic }) => ({ paper_id, title, score, topic }));
        expect(rows).toMatchObject(expected);
        expect(rows).toHaveLength(expected.length);
      }
    }
  });
});
