import { describe, expect, it } from "vitest";
import { describeOrder, describeResults } from "../../../pipeline/atlas/client/panels/describe-results.ts";
import type { Results } from "../../../pipeline/atlas/client/panels/follow-matches.ts";
import { parseQuestion } from "../../../pipeline/search/read-question.ts";

const sought = (word: string, corrected: string | null = null) => ({ word, corrected, forms: [] });

function makeResults(query: string, found: Partial<Results>): Results {
  return {
    rows: Uint32Array.of(0, 1, 2),
    selected: null,
    question: query === "" ? null : parseQuestion(query),
    sought: [],
    words: [],
    best: new Set(),
    isSorted: false,
    nearTo: new Map(),
    isPending: false,
    isByMeaning: false,
    isAsking: false,
    note: null,
    ...found,
  };
}

describe("describeResults", () => {
  it("tells papers with all words from those near, and calls phrases and left out words what was asked", () => {
    const best = new Set([0]);
    const two = [sought("kv"), sought("cache")];
    expect(describeResults(makeResults("", {}), 5)).toBe("3 of 5 papers");
    expect(describeResults(makeResults("kv cache", { sought: two, best }), 5)).toBe(
      "1 paper has all words; 2 more are near in meaning",
    );
    expect(describeResults(makeResults("kv cache", { sought: two }), 5)).toBe("No paper has all words; 3 come near");
    expect(describeResults(makeResults('"kv cache"', { sought: [sought("kv cache")], best }), 5)).toBe(
      "1 paper has what was asked; 2 more are near in meaning",
    );
    expect(describeResults(makeResults("cache", { sought: [sought("cache")], best }), 5)).toBe(
      "1 paper has the word; 2 more are near in meaning",
    );
  });
});

describe("describeOrder", () => {
  it("says apart what was looked up otherwise than asked, and how the list is ordered", () => {
    const mended = makeResults("cahce", { sought: [sought("cahce", "cache")], best: new Set([0]) });
    expect(describeOrder(mended)).toEqual({
      mending: "No paper has “cahce”: showing results for “cache”.",
      order: "The best first, by words, then by likeness to those.",
    });
    expect(describeOrder(makeResults("", {}))).toEqual({
      mending: "",
      order: "By topic, the larger first; in each the most typical first.",
    });
    expect(describeOrder(makeResults("", { isSorted: true }))).toEqual({ mending: "", order: "" });
  });
});
