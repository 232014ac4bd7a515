import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markDifferences } from "../../pipeline/duplicates/mark-differences.ts";
import type { ShownPair } from "../../pipeline/duplicates/read-pairs.ts";
import { writePairs } from "../../pipeline/duplicates/write-pairs.ts";

const own = (text: string) => ({ text, isOwn: true });
const shared = (text: string) => ({ text, isOwn: false });

describe("markDifferences", () => {
  it("marks the words that each text has alone", () => {
    expect(markDifferences("a big red dog runs", "a red cat runs fast")).toEqual([
      [shared("a"), own("big"), shared("red"), own("dog"), shared("runs")],
      [shared("a red"), own("cat"), shared("runs"), own("fast")],
    ]);
  });

  it("takes case and punctuation for no difference", () => {
    expect(markDifferences("A Dog, runs.", "a dog runs")).toEqual([[shared("A Dog, runs.")], [shared("a dog runs")]]);
  });

  it("keeps every word, and the shared ones are the same on both sides", () => {
    const words = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 20 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [left, right] = markDifferences(a.join(" "), b.join(" "));
        expect(left.map(({ text }) => text).join(" ")).toBe(a.join(" "));
        expect(right.map(({ text }) => text).join(" ")).toBe(b.join(" "));
        const common = [left, right].map((side) =>
          side
            .filter(({ isOwn }) => !isOwn)
            .map(({ text }) => text)
            .join(" "),
        );
        expect(common[0]).toBe(common[1]);
      }),
    );
  });
});

describe("writePairs", () => {
  const record = { source: "a.txt", position: 3, title: "Maps of soil", abstract: "We map \u001b[31m soil." };
  const pair: ShownPair = {
    kind: "near",
    score: 0.65,
    margin: 0.05,
    isMerged: true,
    distinction: null,
    evidence: "titles 1.00",
    kept: { ...record, text: "0123456789abcdef" },
    other: { ...record, text: "fedcba9876543210", title: "Maps of wet soil" },
  };

  it("shows two records side by side, with brackets where there are no colours", () => {
    const text = writePairs([pair], { width: 83, mark: null });
    expect(text.split("\n")).toEqual([
      "merged: near 0.650, threshold 0.600",
      "  titles 1.00",
      "0123456789abcdef a.txt:3                 │ fedcba9876543210 a.txt:3",
      "Maps of soil                             │ Maps of [wet] soil",
      "We map \\x1b[31m soil.                    │ We map \\x1b[31m soil.",
    ]);
  });

  it("marks words by the given style, breaks lines, and says what tells them apart", () => {
    const apart = { ...pair, isMerged: false, distinction: "other years: 2021 | 2022" };
    const text = writePairs([apart], { width: 43, mark: (word) => `<${word}>` });
    expect(text).toContain("not merged: near 0.650");
    expect(text).toContain("  told apart by: other years: 2021 | 2022");
    expect(text).toContain("Maps of soil         │ Maps of <wet> soil");
    expect(text).toContain("0123456789abcdef     │ fedcba9876543210\na.txt:3              │ a.txt:3");
  });
});
