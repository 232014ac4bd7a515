import { describe, expect, it } from "vitest";
import { toProbabilities } from "../../pipeline/assign/judge-assignment.ts";
import { computeTfIdf, learnVocabulary, pickRows, weighTerms } from "../../pipeline/numeric/tf-idf.ts";

describe("toProbabilities", () => {
  it("turns support into shares of 1: e to the support, here 1 : e^2", () => {
    const [a, b] = toProbabilities(Float64Array.of(0, 1), 2);
    expect(a! + b!).toBeCloseTo(1, 12);
    expect(b! / a!).toBeCloseTo(Math.exp(2), 9);
  });

  it("stays finite for large support, and gives nothing for no topic", () => {
    expect([...toProbabilities(Float64Array.of(1000, 999), 1)].every(Number.isFinite)).toBe(true);
    expect(toProbabilities(new Float64Array(0), 1)).toHaveLength(0);
  });
});

describe("weighTerms", () => {
  const documents = [["a", "b"], ["a", "c", "c"], ["b"]];
  const options = { minDocumentCount: 1, maxDocumentShare: 1 };

  it("weighs known documents as computeTfIdf does, and new ones by the same vocabulary", () => {
    const vocabulary = learnVocabulary(documents, options);
    const { terms, ...matrix } = computeTfIdf(documents, options);
    expect(weighTerms(documents, vocabulary)).toEqual(matrix);
    expect(terms).toEqual(["a", "b", "c"]);
    const fresh = weighTerms([["c", "never seen"], []], vocabulary);
    expect([...fresh.columnIndices]).toEqual([2]);
    expect([...fresh.values]).toEqual([1]);
    expect([...fresh.starts]).toEqual([0, 1, 1]);
  });

  it("gives rows by their place", () => {
    const { terms: _, ...matrix } = computeTfIdf(documents, options);
    const picked = pickRows(matrix, [2, 0]);
    expect([...picked.columnIndices]).toEqual([1, 0, 1]);
    expect(picked.values[0]).toBe(1);
  });
});
