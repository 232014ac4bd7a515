import { expect, it } from "vitest";
import { computeAdjustedRand } from "../../pipeline/numeric/adjusted-rand.ts";
import { createRandom } from "../../pipeline/random.ts";
import scikitLearn from "../fixtures/scikit-learn-values.json" with { type: "json" };

it.each(scikitLearn.adjustedRand)("agrees with scikit-learn: $name", ({ a, b, value }) => {
  expect(computeAdjustedRand(a, b)).toBeCloseTo(value, 6);
  expect(computeAdjustedRand(b, a)).toBeCloseTo(value, 6);
});

it("gives the value worked out by hand", () => {
  // Pairs together in a, in b and in both, of six: 3, 2 and 1; then 1, 2 and 1.
  expect(computeAdjustedRand([0, 0, 0, 1], [0, 0, 1, 1])).toBeCloseTo((1 - 6 / 6) / (2.5 - 6 / 6), 10);
  expect(computeAdjustedRand([0, 0, 1, 2], [0, 0, 1, 1])).toBeCloseTo((1 - 2 / 6) / (1.5 - 2 / 6), 10);
});

it("is about 0 for partitions at random", () => {
  const random = createRandom(1, "adjusted rand");
  const draw = () => Array.from({ length: 4000 }, () => random.integer(8));
  expect(Math.abs(computeAdjustedRand(draw(), draw()))).toBeLessThan(0.01);
});

it("agrees on no rows at all", () => {
  expect(computeAdjustedRand([], [])).toBe(1);
});

it("throws on lists of unequal length, and names both", () => {
  expect(() => computeAdjustedRand([0, 1], [0, 1, 2])).toThrow("clusterings of the same rows: 2 rows against 3");
});
