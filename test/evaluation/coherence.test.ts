import { describe, expect, it } from "vitest";
import { computeCoherence } from "../../pipeline/evaluation/coherence.ts";
import { computeDiversity } from "../../pipeline/evaluation/diversity.ts";
import fixture from "../fixtures/word-coherence.json" with { type: "json" };

const word = (key: string, ...documents: number[]) => ({ key, documents });

describe("computeCoherence", () => {
  it.each(fixture.cases.filter(({ npmi }) => npmi !== null))("agrees with gensim: $name", ({ topics, texts, npmi }) => {
    const tokens = texts.map((text) => new Set(text.split(" ")));
    const counted = topics.map((words) =>
      words.map((key) => ({ key, documents: [...tokens.keys()].filter((row) => tokens[row]!.has(key)) })),
    );
    expect(computeCoherence(counted, texts.length)).toBeCloseTo(npmi!, 7);
  });

  it("gives the values worked out by hand", () => {
    // p(a) = 1/2, p(b) = 1/2, p(a, b) = 1/4 of 8 documents: independent.
    expect(computeCoherence([[word("a", 0, 1, 2, 3), word("b", 2, 3, 4, 5)]], 8)).toBeCloseTo(0, 12);
    // p(a) = 1/2, p(b) = p(a, b) = 1/4: ln 2 / ln 4.
    expect(computeCoherence([[word("a", 0, 1, 2, 3), word("b", 0, 1)]], 8)).toBeCloseTo(0.5, 12);
  });

  it("is 1 for words that are always together, also in every document, and -1 for words that never meet", () => {
    expect(computeCoherence([[word("a", 0, 1), word("b", 0, 1)]], 8)).toBeCloseTo(1, 12);
    expect(computeCoherence([[word("a", 0, 1), word("b", 0, 1)]], 2)).toBe(1);
    expect(computeCoherence([[word("a", 0, 1), word("b", 2, 3)]], 8)).toBe(-1);
  });

  it("weighs topics equally, and leaves out those without a pair", () => {
    const apart = [word("a", 0), word("b", 1)];
    const together = [word("c", 4, 5), word("d", 4, 5), word("e", 4, 5)];
    expect(computeCoherence([apart, together, [word("f", 1)], []], 8)).toBeCloseTo(0, 12);
    expect(computeCoherence([[word("f", 1)]], 8)).toBeNaN();
  });
});

describe("computeDiversity", () => {
  it("is the share of distinct words", () => {
    expect(computeDiversity([[word("a"), word("b")], [word("c")]])).toBe(1);
    expect(
      computeDiversity([
        [word("a"), word("b")],
        [word("a"), word("c")],
      ]),
    ).toBe(0.75);
  });
});
