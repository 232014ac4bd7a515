import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standardize } from "../../pipeline/numeric/standardize.ts";

describe("standardize", () => {
  it("gives standard deviations above the mean", () => {
    expect([...standardize(Float64Array.of(1, 3))]).toEqual([-1, 1]);
    expect([...standardize(Float64Array.of(2, 2, 2))]).toEqual([0, 0, 0]);
    expect([...standardize(new Float64Array())]).toEqual([]);
  });

  it("has mean 0 and deviation 1 and keeps the order", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2 }), (values) => {
        const scores = [...standardize(Float64Array.from(values))];
        expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(0, 8);
        expect(scores.reduce((sum, score) => sum + score ** 2, 0) / scores.length).toBeCloseTo(1, 8);
        const byValue = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
        const byScore = [...values.keys()].sort((a, b) => scores[a]! - scores[b]!);
        expect(byScore).toEqual(byValue);
      }),
    );
  });
});
