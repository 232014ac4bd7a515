import { describe, expect, it } from "vitest";
import { describeLookup } from "../../pipeline/search/describe-lookup.ts";
import { findMatches, listMarked } from "../../pipeline/search/match-fields.ts";
import type { SoughtWord } from "../../pipeline/search/search-index.ts";

const PAPER = {
  title: "Caches of owls",
  label: "Birds",
  authors: "Ada Owen",
  abstract: "An owl keeps a cache. Trees stand.",
};
const sought = (word: string, ...forms: string[]): SoughtWord => ({
  word,
  corrected: null,
  forms: forms.map((form) => [form, 1]),
});

describe("findMatches", () => {
  it("names each word once, as it stands in the first field that has it", () => {
    const words = [sought("owl", "owl", "owls"), sought("bird", "birds"), sought("owen", "owen"), sought("whale")];
    expect(findMatches(PAPER, [...words, sought("wood", "wood", "trees")])).toEqual([
      { word: "owls", field: "title" },
      { word: "Birds", field: "topic" },
      { word: "Owen", field: "authors" },
      { word: "Trees", field: "abstract" },
    ]);
    expect(findMatches({ title: "Owls" }, [sought("tree", "trees")])).toEqual([]);
  });
});

describe("listMarked", () => {
  it("lists every form that the paper has", () => {
    expect(listMarked(PAPER, [sought("owl", "owl", "owls", "owlet"), sought("tree", "trees")])).toEqual([
      "owl",
      "owls",
      "trees",
    ]);
  });
});

describe("describeLookup", () => {
  it("says what no paper has, and what was looked up in its place", () => {
    const slip: SoughtWord = { word: "grpah", corrected: "graph", forms: [["graph", 1]] };
    expect(describeLookup([sought("owl", "owl")])).toBe("");
    expect(describeLookup([slip])).toBe("no paper has “grpah”: showing results for “graph”");
    expect(describeLookup([sought("whale"), slip])).toBe(
      "no paper has “grpah” or “whale”: showing results for “graph”",
    );
    expect(describeLookup([sought("whale")])).toBe("no paper has “whale”");
  });
});
