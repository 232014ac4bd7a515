import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../pipeline/database/database.ts";
import { foldWord, foldWords } from "../../pipeline/search/match-words.ts";
import { buildSearchIndex } from "../../pipeline/search/search-index.ts";
import { fillTable, openTables } from "./fill-table.ts";

const PAPERS = [
  { paper_id: "a", clean_title: "KV cache eviction", clean_abstract: "We evict entries.", authors: ["Zoë Ångström"] },
  { paper_id: "b", clean_title: "Caches", clean_abstract: "A cache of keys and values; 100 % of it.", authors: null },
  { paper_id: "c", clean_title: "语言模型", clean_abstract: "naïve_baseline (a.b)", authors: ["O'Neil"] },
];

type Found = { paper_id: string; score: number; topic_label: string | null };

let database: Database;

/** Returns what is found for a query that is bound as a value. */
function search(query: string | null, of = database): Promise<Found[]> {
  return of.query<Found>("SELECT paper_id, score, topic_label FROM search_papers($1)", [query]);
}

async function findIds(query: string): Promise<string[]> {
  return (await search(query)).map((row) => row.paper_id);
}

beforeAll(async () => {
  database = await openTables();
  await fillTable(database, "papers", PAPERS);
  await fillTable(database, "topics", [{ topic_id: 1, label: "Memory" }]);
  await fillTable(database, "topic_papers", [
    { paper_id: "a", topic_id: 1 },
    { paper_id: "c", topic_id: null },
  ]);
});

afterAll(() => database.close());

describe("search_papers", () => {
  it("ranks by BM25, a word that only begins so counting half", async () => {
    // Lengths by weight: a 4 x 3 + 3 + 2 (authors) + 2 (label) = 19, b 4 + 9 = 13, c 4 x 4 + 4 + 2 = 22 (naive, baseline, a, b; O, Neil).
    const mean = (19 + 13 + 22) / 3;
    const rarity = Math.log(1 + (3 - 2 + 0.5) / (2 + 0.5));
    const score = (times: number, length: number) => {
      const norm = 1.2 * (0.25 + (0.75 * length) / mean);
      return Math.round(((rarity * times * 2.2) / (times + norm)) * 1e4) / 1e4;
    };
    expect(await search("cache")).toEqual([
      { paper_id: "a", score: score(4, 19), topic_label: "Memory" },
      { paper_id: "b", score: score(1 + 4 / 2, 13), topic_label: null },
    ]);
  });

  it.each([
    ["eviction of a cache that is not there", "a"],
    ["ZOE angstrom", "a"],
    ["memory", "a"],
    ["Naive", "c"],
    ["模", "c"],
    ["neil", "c"],
  ])("finds any word, without case and accents, in title, label, authors and abstract: %s", async (query, first) => {
    expect((await findIds(query))[0]).toBe(first);
  });

  it.each([
    ["%", []],
    ["_", []],
    [".*", []],
    ["\\", []],
    ["(", []],
    [" ", []],
    ["", []],
    ["%v%", ["b"]],
    ["[q-x]", []],
    ["'; DROP TABLE papers; --", []],
    ["\u0000\u001b[31m", []],
    ["$10", ["b"]],
  ])("takes %j as words and never as a pattern", async (query, expected) => {
    expect((await findIds(query)).sort()).toEqual(expected);
  });

  it("finds nothing for NULL, and takes the first fifty words of a long question", async () => {
    expect(await search(null)).toEqual([]);
    expect(await findIds(`eviction ${"x ".repeat(50_000)}`)).toEqual(["a"]);
    expect(await findIds(`${"x ".repeat(50_000)} eviction`)).toEqual([]);
  });

  it("ranks a word and its beginnings as the index of the search would", async () => {
    const tables = await openTables();
    const word = fc.constantFrom("ab", "abc", "b", "bc", "c", "da", "ÄB");
    const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(" "));
    const paper = fc.record({ title: text, label: text, authors: text, abstract: text });
    await fc.assert(
      fc.asyncProperty(fc.array(paper, { minLength: 1, maxLength: 8 }), word, async (texts, query) => {
        for (const table of ["papers", "topics", "topic_papers"]) await tables.execute(`DELETE FROM ${table}`);
        const ids = texts.map((_, place) => `p${place}`);
        await fillTable(
          tables,
          "papers",
          texts.map(({ title, authors, abstract }, place) => ({
            paper_id: ids[place]!,
            clean_title: title,
            clean_abstract: abstract,
            authors: [authors],
          })),
        );
        await fillTable(
          tables,
          "topics",
          texts.map(({ label }, place) => ({ topic_id: place, label })),
        );
        await fillTable(
          tables,
          "topic_papers",
          texts.map((_, place) => ({ paper_id: ids[place]!, topic_id: place })),
        );
        const index = await buildSearchIndex(texts, async () => {});
        const sought = foldWord(query);
        const held = texts.flatMap((fields) => foldWords(Object.values(fields).join(" ")).map(({ word }) => word));
        const begun = [...new Set(held)].filter((other) => other.startsWith(sought));
        const forms = begun.map((other): [string, number] => [other, other === sought ? 1 : 0.5]);
        const { scores } = index.score([{ word: sought, corrected: null, forms }]);
        const expected = [...scores.keys()]
          .filter((row) => scores[row]! > 0)
          .sort((a, b) => scores[b]! - scores[a]! || a - b)
          .map((row) => ids[row]);
        expect((await search(query, tables)).map((row) => row.paper_id)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
    tables.close();
  });
});
