import { describe, expect, it } from "vitest";
import { computeWindowCoherence } from "../../pipeline/evaluation/window-coherence.ts";
import fixture from "../fixtures/word-coherence.json" with { type: "json" };

const split = (texts: readonly string[]) => texts.map((text) => text.split(" "));

describe("computeWindowCoherence", () => {
  it.each(fixture.cases)("agrees with gensim: $name", ({ topics, texts, cv }) => {
    expect(computeWindowCoherence(topics, split(texts))).toBeCloseTo(cv, 7);
  });

  it("gives the value worked out by hand", () => {
    // Four texts of one window each: p(a) = 1/2, p(b) = 1/4, and b always with a: NPMI(a, b) = ln 2 / ln 4 = 1/2, of a word with itself 1.
    // Vectors (1, 1/2) and (1/2, 1), their sum (3/2, 3/2): both cosines are (9/4) / (sqrt(5/4) sqrt(9/2)) = 3 / sqrt(10).
    expect(computeWindowCoherence([["a", "b"]], split(["a b", "a", "c", "d"]))).toBeCloseTo(3 / Math.sqrt(10), 9);
  });

  it("is 1 for words that are always together, and less the less they are", () => {
    const together = ["a b c", "a b c", "d e", "f"];
    const apart = ["a b", "b c", "d e", "f"];
    const [same, less] = [together, apart].map((texts) => computeWindowCoherence([["a", "b", "c"]], split(texts)));
    expect(same).toBeCloseTo(1, 9);
    expect(less).toBeLessThan(0.99);
  });

  it("does not see words together that stand further apart than a window", () => {
    const distant = (gap: number) => [`a ${"x ".repeat(gap)}b`, ...Array.from({ length: 400 }, () => "y")];
    const near = computeWindowCoherence([["a", "b"]], split(distant(100)));
    const far = computeWindowCoherence([["a", "b"]], split(distant(110)));
    expect(near).toBeGreaterThan(far + 0.1);
  });

  it("weighs topics equally, and leaves out those without a pair", () => {
    const texts = split(["a b", "a", "c d", "c", "e"]);
    const value = (...topics: string[][]) => computeWindowCoherence(topics, texts);
    expect(value(["a", "b"], ["a", "c"], ["e"], [])).toBeCloseTo((value(["a", "b"]) + value(["a", "c"])) / 2, 12);
    expect(value(["e"])).toBeNaN();
  });
});
