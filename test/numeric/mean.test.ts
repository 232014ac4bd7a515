import { expect, it } from "vitest";
import { computeMean } from "../../pipeline/numeric/mean.ts";

it("is the sum over the count, and NaN for none", () => {
  expect(computeMean([1, 2, 6])).toBe(3);
  expect(computeMean([])).toBeNaN();
});
