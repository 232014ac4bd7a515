import { describe, expect, it } from "vitest";
import { measureMeanSimilarity } from "../../pipeline/numeric/mean-similarity.ts";
import { vectorsOf } from "./points.ts";

const VECTORS = vectorsOf([
  [1, 0],
  [0.6, 0.8],
  [0, 1],
]);

describe("measureMeanSimilarity", () => {
  it("is the mean cosine of two rows, as worked out by hand", () => {
    expect(measureMeanSimilarity(VECTORS)).toBeCloseTo((0.6 + 0 + 0.8) / 3, 6);
    expect(measureMeanSimilarity(VECTORS, [0, 2])).toBeCloseTo(0, 6);
  });

  it("is 1 for a row alone", () => {
    expect(measureMeanSimilarity(VECTORS, [1])).toBe(1);
  });
});
