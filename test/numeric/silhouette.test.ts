import { describe, expect, it } from "vitest";
import { computeDistances, computeSilhouettes } from "../../pipeline/numeric/silhouette.ts";
import scikitLearn from "../fixtures/scikit-learn-values.json" with { type: "json" };
import { drawBlobs, drawCloud, vectorsOf } from "./points.ts";

describe("computeDistances", () => {
  it("gives the distances worked out by hand", () => {
    const distances = computeDistances(
      vectorsOf([
        [0, 0],
        [3, 4],
        [0, 4],
      ]),
    );
    expect([...distances]).toEqual([0, 5, 4, 5, 0, 3, 4, 3, 0]);
  });

  it("has no NaN between rows that are nearly equal", () => {
    const row = Array.from(drawCloud(1, 30).values);
    expect(
      [...computeDistances(vectorsOf([row, row, row.map((value) => value * (1 + 1e-7))]))].every(Number.isFinite),
    ).toBe(true);
  });
});

describe("computeSilhouettes", () => {
  const silhouettesOf = (rows: number[][], clusterOf: number[], k: number) => [
    ...computeSilhouettes(computeDistances(vectorsOf(rows)), clusterOf, k),
  ];

  it("gives the values worked out by hand", () => {
    // Row 0: a = 2, b = mean(10, 12) = 11. Row 1: a = 2, b = mean(8, 10) = 9. Rows 2 and 3 mirror them.
    silhouettesOf([[0], [2], [10], [12]], [0, 0, 1, 1], 2).forEach((value, row) => {
      expect(value).toBeCloseTo([9 / 11, 7 / 9, 7 / 9, 9 / 11][row]!, 6);
    });
  });

  it("agrees with scikit-learn, also on a row alone in its cluster", () => {
    const found = silhouettesOf(scikitLearn.points, scikitLearn.groups, 4);
    scikitLearn.silhouettes.forEach((value, row) => {
      expect(found[row]).toBeCloseTo(value, 5);
    });
    expect(found.at(-1)).toBe(0);
  });

  it("is 0 where there is one cluster only, or all rows are equal", () => {
    expect(silhouettesOf([[0], [1], [5]], [0, 0, 0], 1)).toEqual([0, 0, 0]);
    expect(silhouettesOf([[1], [1], [1], [1]], [0, 0, 1, 1], 2)).toEqual([0, 0, 0, 0]);
  });

  it("does not mind numbers that no row has", () => {
    const rows = [[0], [2], [10], [12]];
    expect(silhouettesOf(rows, [0, 0, 3, 3], 5)).toEqual(silhouettesOf(rows, [0, 0, 1, 1], 2));
  });

  it("is near 1 in separated blobs, and below 0 for a row in the wrong one", () => {
    const { vectors, blobOf } = drawBlobs(4, 10, 6, 0.3);
    const distances = computeDistances(vectors);
    expect(Math.min(...computeSilhouettes(distances, blobOf, 4))).toBeGreaterThan(0.85);
    blobOf[0] = 1;
    expect(computeSilhouettes(distances, blobOf, 4)[0]).toBeLessThan(-0.8);
  });
});
