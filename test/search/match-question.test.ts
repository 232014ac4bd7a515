import { describe, expect, it } from "vitest";
import { correctText, findClause, matchQuestion } from "../../pipeline/search/match-question.ts";
import { parseQuestion } from "../../pipeline/search/read-question.ts";
import { buildSearchIndex, type SearchText } from "../../pipeline/search/search-index.ts";

const text = (title: string, abstract = "", label = "", authors = ""): SearchText => ({
  title,
  abstract,
  label,
  authors,
});

const TEXTS = [
  text("KV caches", "They are evicted.", "Memory", "Ada Owen"),
  text("Caches of values", "A KV-cache, naïvely.", "Memory"),
  text("语言模型", "KV and a cache", "Cache"),
  text("Owls", "cache kv"),
];
const index = await buildSearchIndex(TEXTS, async () => {});

const ask = (question: string) => matchQuestion(index, parseQuestion(question), null);
const rowsOf = (mask: Uint8Array) => [...mask.keys()].filter((row) => mask[row] === 1);
const allowed = (question: string) => rowsOf(ask(question).allowed!);

describe("matchQuestion", () => {
  it("tells which texts hold all words, in any form", () => {
    expect(rowsOf(ask("kv cache").whole)).toEqual([0, 1, 2, 3]);
    expect(rowsOf(ask("kv cache eviction").whole)).toEqual([0]);
    expect(rowsOf(ask("the kv of owls").whole)).toEqual([3]);
    expect(rowsOf(ask("kv whale").whole)).toEqual([]);
    expect(ask("kv").allowed).toBeNull();
  });

  it.each([
    ['"kv cache"', [0, 1]],
    ['"KV caches"', [0, 1]],
    ['"cache kv"', [3]],
    ['"kv cache" -evicted', [1]],
    ["title:cache", [0, 1]],
    ["topic:cache", [2]],
    ["author:owen", [0]],
    ['author:"ada owen"', [0]],
    ["abstract:naively", [1]],
    ["kv -title:caches", [2, 3]],
    ["“语言”", [2]],
    ["“言语”", []],
    ['"no such"', []],
    ["kv -whale", [0, 1, 2, 3]],
  ])("keeps %s", (question, rows) => {
    expect(allowed(question)).toEqual(rows);
  });

  it("finds all others where a question only leaves out", () => {
    const { allowed: kept, scores, whole } = ask("-owls");
    expect(rowsOf(kept!)).toEqual([0, 1, 2]);
    expect([...scores]).toEqual([1, 1, 1, 1]);
    expect(rowsOf(whole)).toEqual([0, 1, 2, 3]);
  });

  it("finds what a question names, and nothing where no paper has it", () => {
    const question = parseQuestion("2401.12345");
    expect(matchQuestion(index, question, [2])).toMatchObject({ allowed: null, whole: Uint8Array.of(0, 0, 1, 0) });
    expect(rowsOf(matchQuestion(index, question, []).allowed!)).toEqual([]);
  });

  it("finds what mentions an identifier that no text goes by", async () => {
    const texts = [text("See arXiv:2401.12345v2"), text("2401 papers, 12345 of them"), text("2401.12345")];
    const mentions = await buildSearchIndex(texts, async () => {});
    const { allowed: kept } = matchQuestion(mentions, parseQuestion("https://arxiv.org/abs/2401.12345"), []);
    expect(rowsOf(kept!)).toEqual([2]);
  });

  it("finds words after each other whatever stands between, and never across the end of a field", () => {
    const find = (...words: string[]) => rowsOf(findClause(index, { words, field: null }));
    expect(find("kv", "cache")).toEqual([0, 1]);
    expect(find("caches", "they")).toEqual([]);
    expect(find("script")).toEqual([]);
  });

  it("leaves the words of a long question as they are", () => {
    expect(ask("cahce").sought[0]!.corrected).toBe("cache");
    expect(
      ask(`cahce ${Array.from({ length: 20 }, (_, at) => `word${at}`).join(" ")}`).sought[0]!.corrected,
    ).toBeNull();
  });
});

describe("correctText", () => {
  it("puts misspelt words right, and leaves the rest", () => {
    expect(correctText("The Cahce, of KV", ask("The Cahce, of KV").sought)).toBe("The cache, of KV");
    expect(correctText("kv cache", ask("kv cache").sought)).toBe("kv cache");
  });
});
