import { describe, expect, it } from "vitest";
import { ENGLISH } from "../../pipeline/text/languages/english.ts";
import { countTexts, NO_TOKEN, pickTexts, readTokens } from "../../pipeline/text/token-places.ts";

const TEXTS = ["Graph kernels, graph cuts", "", "Cuts of a Graph; kernels"];

describe("readTokens", () => {
  it("numbers words as they are written, in order of first use, and marks where stretches end", () => {
    const { tokens, places, starts } = readTokens(TEXTS, ENGLISH);
    expect(tokens).toEqual(["Graph", "kernels", "graph", "cuts", "Cuts", "of", "a"]);
    expect([...places]).toEqual([0, 1, NO_TOKEN, 2, 3, NO_TOKEN, 4, 5, 6, 0, NO_TOKEN, 1, NO_TOKEN]);
    expect([...starts]).toEqual([0, 6, 6, 13]);
  });
});

describe("pickTexts", () => {
  it("gives what is read of some of the texts alone", () => {
    for (const rows of [[0, 1, 2], [2], [1], []]) {
      const alone = readTokens(
        rows.map((row) => TEXTS[row]!),
        ENGLISH,
      );
      expect(pickTexts(readTokens(TEXTS, ENGLISH), rows)).toEqual(alone);
    }
  });
});

describe("countTexts", () => {
  it("counts a text once for each thing that its words count for", () => {
    const words = readTokens(TEXTS, ENGLISH);
    // Thing 0 is a graph, thing 1 a kernel or a cut.
    const countedBy = words.tokens.map((token) => (/graph/i.test(token) ? [0] : /kernel|cut/i.test(token) ? [1] : []));
    expect([...countTexts(words, countedBy, 2)]).toEqual([2, 2]);
  });
});
