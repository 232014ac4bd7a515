import { expect, it } from "vitest";
import { computeAdjustedRand } from "../../pipeline/algorithms/adjusted-rand.ts";
import { createRandom } from "../../pipeline/random.ts";
import scikitLearn from "../fixtures/scikit-learn-values.json" with { type: "json" };

it.each(scikitLearn.adjustedRand)("agrees with scikit-learn: $name", ({ a, b, value }) => {
  expect(computeAdjustedRand(a, b)).toBeCloseTo(value, 6);
  expect(computeAdjustedRand(b, a)).toBeCloseTo(value, 6);
});

it("gives the value worked out by hand", () => {
  // 1 pair together in both, of 2 and 2 pairs of 6: (1 - 4/6) / (2 - 4/6).
  expect(computeAdjustedRand([0, 0, 0, 1].slice(0, 4), [0, 0, 1, 1])).toBeCloseTo(0, 10);
  expect(computeAdjustedRand([0, 0, 1, 2], [0, 0, 1, 1])).toBeCloseTo(4 / 7, 10);
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
  expect(() => computeAdjustedRand([0, 1], [0, 1, 2])).toThrow("labels to compare: 2 against 3");
});
