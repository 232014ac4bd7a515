import { describe, expect, it } from "vitest";
import {
  findForms,
  findPhrase,
  findPrefixes,
  foldNumber,
  foldWord,
  foldWords,
} from "../../pipeline/search/match-words.ts";

describe("foldWords", () => {
  it("gives folded words and where they stand", () => {
    expect(foldWords("A naïve KV-cache.")).toEqual([
      { word: "a", start: 0, end: 1 },
      { word: "naive", start: 2, end: 7 },
      { word: "kv", start: 8, end: 10 },
      { word: "cache", start: 11, end: 16 },
    ]);
  });

  it("takes each ideograph for a word, and counts in UTF-16 units behind emoji", () => {
    expect(foldWords("🤖 汉字x").map(({ word, start }) => [word, start])).toEqual([
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

describe("foldNumber", () => {
  it("makes one form of singular and plural, and leaves words that only look like one", () => {
    const pairs = [
      ["networks", "network"],
      ["caches", "cache"],
      ["studies", "study"],
      ["classes", "class"],
      ["llms", "llm"],
    ];
    for (const [plural, singular] of pairs) expect(foldNumber(plural!)).toBe(foldNumber(singular!));
    for (const word of ["class", "corpus", "gas", "is", "", "汉"]) expect(foldNumber(word)).toBe(word);
  });
});

describe("findForms", () => {
  it("finds whole words in singular and plural, whichever was asked for, and none that only begins so", () => {
    const text = "Caches, a cache, CACHED";
    const found = (words: string[]) => findForms(text, words).map(({ start, end }) => text.slice(start, end));
    expect(found(["cache"])).toEqual(["Caches", "cache"]);
    expect(found(["caches"])).toEqual(["Caches", "cache"]);
    expect(found([])).toEqual([]);
    expect(findPrefixes(text, ["caches"]).map(({ start }) => start)).toEqual([0, 10]);
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
