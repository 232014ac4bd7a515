import { describe, expect, it } from "vitest";
import { findPhrase, findPrefixes, foldWord, splitWords } from "../../../pipeline/atlas/client/panels/words.ts";
import { buildSearchIndex, type SearchText } from "../../../pipeline/search/search-index.ts";

const none = () => Promise.resolve();
const text = (title: string, abstract = "", label = ""): SearchText => ({ title, abstract, label });

describe("splitWords", () => {
  it("gives folded words and where they stand", () => {
    expect(splitWords("A naïve KV-cache.")).toEqual([
      { word: "a", start: 0, end: 1 },
      { word: "naive", start: 2, end: 7 },
      { word: "kv", start: 8, end: 10 },
      { word: "cache", start: 11, end: 16 },
    ]);
  });

  it("takes each ideograph for a word, and counts in UTF-16 units behind emoji", () => {
    expect(splitWords("🤖 汉字x").map(({ word, start }) => [word, start])).toEqual([
      ["汉", 3],
      ["字", 4],
      ["x", 5],
    ]);
  });

  it("finds the same stretches that it folds", () => {
    expect(foldWord("ÉLAN")).toBe("elan");
    const written = "Élan vital, élans";
    expect(findPrefixes(written, ["elan"]).map(({ start, end }) => written.slice(start, end))).toEqual([
      "Élan",
      "élans",
    ]);
    expect(findPrefixes(written, [])).toEqual([]);
  });
});

describe("findPhrase", () => {
  const marked = (text: string, phrase: string) =>
    findPhrase(text, phrase).map(({ start, end }) => text.slice(start, end));

  it("marks the whole phrase, whatever stands between its words, and not its words elsewhere", () => {
    expect(marked("Cache of a KV-caches kv cache", "KV cache")).toEqual(["KV-caches", "kv cache"]);
  });

  it("marks the words alone where they never follow each other", () => {
    expect(marked("a cache for kv", "KV cache")).toEqual(["cache", "kv"]);
    expect(marked("anything", "?")).toEqual([]);
  });
});

describe("buildSearchIndex", () => {
  it("ranks a title over an abstract, and a short text over a long one", async () => {
    const index = await buildSearchIndex(
      [text("On birds", "owls and more owls"), text("Owls"), text("Trees", `an owls sentence ${"word ".repeat(80)}`)],
      none,
    );
    expect([...index.find("owls")]).toEqual([1, 0, 2]);
  });

  it("finds words by their beginning, the whole word first, and asks for every word", async () => {
    const index = await buildSearchIndex([text("transformers train"), text("transform"), text("trees")], none);
    expect([...index.find("transform")]).toEqual([1, 0]);
    expect([...index.find("transform tr")]).toEqual([1, 0]);
    expect([...index.find("transform trai")]).toEqual([0]);
    expect([...index.find("tree transform")]).toEqual([]);
  });

  it("ranks the same word equally by place, and finds papers by the label of their topic", async () => {
    const index = await buildSearchIndex([text("b", "", "Graph nets"), text("b", "", "Graph nets")], none);
    expect([...index.find("GRAPH")]).toEqual([0, 1]);
  });

  it("finds nothing for signs alone, and takes no word for a pattern", async () => {
    const index = await buildSearchIndex([text("c++ (a|b) <script> toString")], none);
    for (const query of ["", "  ", "(", ".*", "\\"]) expect([...index.find(query)]).toEqual([]);
    for (const query of ["<script>", "toString", "c++"]) expect([...index.find(query)]).toEqual([0]);
    expect([...index.find("constructor")]).toEqual([]);
  });
});
