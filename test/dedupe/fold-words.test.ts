import { describe, expect, it } from "vitest";
import { foldWords } from "../../pipeline/dedupe/fold-words.ts";

describe("foldWords", () => {
  it.each([
    ["the heading of an abstract", "Abstract— We propose it.", "we propose it"],
    ["no word that only begins so", "Abstract algebra is old.", "abstract algebra is old"],
    ["tags", "<jats:p>A <i>new</i> one</jats:p>", "a new one"],
    ["math signs", "D^3QE, $D^{3}$QE and D3QE", "d3qe d3qe and d3qe"],
    ["accents and compatible forms", "Schrödinger’s ﬁne Ｍodel", "schrodingers fine model"],
    ["Greek letters", "μTransfer with Δ and ε", "mutransfer with delta and epsilon"],
    ["points and commas of numbers", "3.5 %, 1,000 and 2, 3.", "35 1000 and 2 3"],
    ["scripts without spaces", "深度学习 model", "深 度 学 习 model"],
  ])("folds %s", (_, text, words) => {
    expect(foldWords(text).join(" ")).toBe(words);
  });

  it("finds no word in signs", () => {
    expect(foldWords(" -- $^{}$ … ")).toEqual([]);
  });
});
