import { describe, expect, it } from "vitest";
import { computePhi } from "../../pipeline/numeric/phi-coefficient.ts";

describe("computePhi", () => {
  it("is 1 for the same rows, -1 for all others, and 0 for as many as chance gives", () => {
    expect(computePhi({ total: 8, first: 3, second: 3, both: 3 })).toBeCloseTo(1, 12);
    expect(computePhi({ total: 8, first: 3, second: 5, both: 0 })).toBeCloseTo(-1, 12);
    expect(computePhi({ total: 8, first: 4, second: 4, both: 2 })).toBe(0);
  });

  it("is as worked out by hand", () => {
    // (10 x 3 - 4 x 5) / sqrt(4 x 6 x 5 x 5)
    expect(computePhi({ total: 10, first: 4, second: 5, both: 3 })).toBeCloseTo(10 / Math.sqrt(600), 12);
  });

  it("is 0 where a set has no row or all", () => {
    expect(computePhi({ total: 8, first: 0, second: 3, both: 0 })).toBe(0);
    expect(computePhi({ total: 8, first: 8, second: 3, both: 3 })).toBe(0);
  });
});
