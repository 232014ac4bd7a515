import { describe, expect, it } from "vitest";
import { fitUmapCurve } from "../../pipeline/numeric/umap-curve.ts";

describe("fitUmapCurve", () => {
  // a and b as umap-learn 0.5 finds them (find_ab_params with spread 1).
  it.each([
    [0.1, 1.57694, 0.89506],
    [0.01, 1.89561, 0.80064],
    [0.5, 0.58303, 1.33417],
  ])("is that of umap-learn for a least distance of %f", (minDistance, a, b) => {
    const curve = fitUmapCurve(minDistance);
    expect(curve.a).toBeCloseTo(a, 3);
    expect(curve.b).toBeCloseTo(b, 3);
  });

  it.each([0, 1, 2.9, 5])("is of positive numbers for a least distance of %f", (minDistance) => {
    const { a, b } = fitUmapCurve(minDistance);
    expect(a > 0 && b > 0 && Number.isFinite(a) && Number.isFinite(b)).toBe(true);
  });
});
