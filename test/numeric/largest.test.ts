import { describe, expect, it } from "vitest";
import { findLargest } from "../../pipeline/numeric/largest.ts";

describe("findLargest", () => {
  it("finds the place of the largest number, the first of equals", () => {
    expect(findLargest([1, 5, 5, 2])).toBe(1);
    expect(findLargest([-3, -2])).toBe(1);
    expect(findLargest([Number.NEGATIVE_INFINITY])).toBe(0);
  });

  it("leaves one place out", () => {
    expect(findLargest([1, 5, 3], 1)).toBe(2);
    expect(findLargest([5, 1], 0)).toBe(1);
  });

  it("finds none where there is none", () => {
    expect(findLargest([])).toBe(-1);
    expect(findLargest([7], 0)).toBe(-1);
  });
});
