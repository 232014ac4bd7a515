import { describe, expect, it } from "vitest";
import { chooseSnippet, describeMatch } from "../../pipeline/search/describe-hit.ts";

const PAPER = { abstract: "An owl keeps a cache. Trees stand." };

describe("describeMatch", () => {
  const matches = [
    { word: "owl", field: "title" },
    { word: "tree", field: "abstract" },
    { word: "cache", field: "title" },
  ];
  const words = "“owl” and “cache” in the title, “tree” in the abstract";

  it("says what led, and the words by field", () => {
    expect(describeMatch(matches, null)).toBe(`by words alone: ${words}`);
    expect(describeMatch(matches, { place: 1, papers: 1200, isLeading: true })).toBe(
      `by meaning: the nearest of 1,200; ${words}`,
    );
    expect(describeMatch(matches, { place: 22, papers: 40, isLeading: false })).toBe(
      `by words: ${words}; by meaning 22nd nearest of 40`,
    );
    expect(describeMatch([], { place: 11, papers: 40, isLeading: true })).toBe("by meaning alone: 11th nearest of 40");
  });
});

describe("chooseSnippet", () => {
  it("takes the sentence with the most of the words, else the first", () => {
    expect(chooseSnippet(PAPER.abstract, ["tree"])).toBe("Trees stand.");
    expect(chooseSnippet(PAPER.abstract, ["cache", "owl", "tree"])).toBe("An owl keeps a cache.");
    expect(chooseSnippet(PAPER.abstract, [])).toBe("An owl keeps a cache.");
    expect(chooseSnippet("", ["owl"])).toBe("");
  });

  it("cuts a long sentence around the first of the words", () => {
    const long = `${"word ".repeat(100)}owl ${"more ".repeat(100)}`;
    const snippet = chooseSnippet(long, ["owl"]);
    expect(snippet).toMatch(/^… word .* owl more .* …$/);
    expect(snippet.length).toBeLessThan(260);
    expect(chooseSnippet(long, ["word"])).toMatch(/^word .* …$/);
  });
});
