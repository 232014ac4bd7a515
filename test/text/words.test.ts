import { describe, expect, it } from "vitest";
import { isFunctionWord, listWordsAndPairs, splitWords } from "../../pipeline/text/words.ts";

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
