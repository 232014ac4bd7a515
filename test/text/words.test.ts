import { describe, expect, it } from "vitest";
import { isFunctionWord, locateTokens, splitSegments, splitWords } from "../../pipeline/text/words.ts";
import { listWordsAndPairs } from "../../pipeline/text/words-and-pairs.ts";

describe("listWordsAndPairs of a text with an endless word", () => {
  it("leaves it out", () => {
    expect(listWordsAndPairs(`graph ${"x".repeat(61)} kernel`)).toEqual(["graph", "kernel", "graph kernel"]);
    expect(listWordsAndPairs("y".repeat(60))).toHaveLength(1);
  });
});

describe("splitWords", () => {
  it("gives runs of letters and digits in lower case, with inner hyphens and apostrophes", () => {
    expect(splitWords("State-of-the-Art GPT-4o, don't: x^2 = 'quoted' -dash-")).toEqual([
      "state-of-the-art",
      "gpt-4o",
      "don't",
      "x",
      "2",
      "quoted",
      "dash",
    ]);
  });

  it("reads any script", () => {
    expect(splitWords("Naïve ÉCOLE Δ-net 漢字, l’été 🙂")).toEqual(["naïve", "école", "δ-net", "漢字", "l’été"]);
  });

  it("has none where there is no letter and no digit", () => {
    expect(splitWords("")).toEqual([]);
    expect(splitWords(" -- … 🙂 '' ")).toEqual([]);
  });
});

describe("splitSegments", () => {
  it("cuts at punctuation and dashes, not at hyphens and apostrophes", () => {
    expect(splitSegments("Pre-training, the model's (big) gain – don't stop. Next/last")).toEqual([
      ["Pre-training"],
      ["the", "model's"],
      ["big"],
      ["gain"],
      ["don't", "stop"],
      ["Next"],
      ["last"],
    ]);
    expect(splitSegments("one - two -- three")).toEqual([["one"], ["two"], ["three"]]);
  });

  it("goes over the end of a line", () => {
    expect(splitSegments("graph\n  kernels")).toEqual([["graph", "kernels"]]);
  });
});

describe("locateTokens", () => {
  it("gives the place of each word and whether punctuation parts it from the one before", () => {
    expect(locateTokens("🙂 pre-trained nets, don't – stop")).toEqual([
      { token: "pre-trained", start: 3, followsBreak: true },
      { token: "nets", start: 15, followsBreak: false },
      { token: "don't", start: 21, followsBreak: true },
      { token: "stop", start: 29, followsBreak: true },
    ]);
  });
});

it("knows the words that only hold sentences together", () => {
  for (const word of ["the", "because", "we", "don't"]) expect(isFunctionWord(word)).toBe(true);
  for (const word of ["graph", "constructor", "__proto__", ""]) expect(isFunctionWord(word)).toBe(false);
});

describe("listWordsAndPairs", () => {
  it("gives content words, then the pairs left side by side", () => {
    expect(listWordsAndPairs("The graph of a kernel")).toEqual(["graph", "kernel", "graph kernel"]);
  });

  it("leaves out single characters", () => {
    expect(listWordsAndPairs("x graph 3 kernel")).toEqual(["graph", "kernel", "graph kernel"]);
  });

  it("has nothing to list in an empty text or one of function words", () => {
    expect(listWordsAndPairs("")).toEqual([]);
    expect(listWordsAndPairs("it is what it is")).toEqual([]);
  });
});
