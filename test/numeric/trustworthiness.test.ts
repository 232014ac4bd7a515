import { describe, expect, it } from "vitest";
import { computeTrustworthiness } from "../../pipeline/numeric/trustworthiness.ts";
import { countVectors, type Vectors } from "../../pipeline/numeric/vectors.ts";
import scikitLearn from "../fixtures/scikit-learn-values.json" with { type: "json" };
import { drawBlobs, drawCloud, vectorsOf } from "./points.ts";

const allRows = (vectors: Vectors) => Array.from({ length: countVectors(vectors) }, (_, row) => row);

describe("computeTrustworthiness", () => {
  it("gives the value worked out by hand", () => {
    // On the map the nearest of row 0 is row 4, whose rank in the space is 4: a penalty of 3. Those of the others are right.
    const space = vectorsOf([[0], [1], [3], [6], [10]]);
    const map = vectorsOf([[10.5], [1], [3], [6], [10]]);
    expect(computeTrustworthiness(space, map, 1, [0])).toBeCloseTo(1 - (2 * 3) / (1 * 1 * (2 * 5 - 3 - 1)), 10);
    expect(computeTrustworthiness(space, map, 1, [1])).toBeCloseTo(1 - (2 * 1) / (1 * 1 * 6), 10);
  });

  it.each(scikitLearn.trustworthiness.values)("agrees with scikit-learn for $k neighbours", ({ k, value }) => {
    const space = vectorsOf(scikitLearn.points);
    const map = vectorsOf(scikitLearn.trustworthiness.map);
    expect(computeTrustworthiness(space, map, k, allRows(space))).toBeCloseTo(value, 6);
  });

  it("is 1 for a map that is the space, and for one that only scales and moves it", () => {
    const cloud = drawCloud(40, 2);
    const moved = { ...cloud, values: cloud.values.map((value) => 4 * value + 8) };
    expect(computeTrustworthiness(cloud, cloud, 7, allRows(cloud))).toBe(1);
    expect(computeTrustworthiness(cloud, moved, 7, allRows(cloud))).toBe(1);
  });

  it("is about a half for a map at random, and higher for one that keeps the blobs apart", () => {
    const { vectors, blobOf } = drawBlobs(4, 30, 6, 1);
    const byBlob = vectorsOf(Array.from(blobOf, (blob, row) => [10 * blob, drawCloud(120, 1).values[row]!]));
    const atRandom = computeTrustworthiness(vectors, drawCloud(120, 2), 10, allRows(vectors));
    expect(Math.abs(atRandom - 0.5)).toBeLessThan(0.1);
    expect(computeTrustworthiness(vectors, byBlob, 10, allRows(vectors))).toBeGreaterThan(0.85);
  });

  it("lets ties go to the lower row: a map of one point keeps the first rows", () => {
    const space = vectorsOf([[0], [1], [2], [3], [4], [5]]);
    const map = vectorsOf(Array(6).fill([0]));
    // The nearest on the map is row 0 for row 5, the farthest of five in the space: a penalty of 4.
    expect(computeTrustworthiness(space, map, 1, [5])).toBeCloseTo(1 - (2 * 4) / (2 * 6 - 3 - 1), 10);
    expect(computeTrustworthiness(space, map, 1, [1])).toBe(1);
  });

  it.each([0, 3, 6])("throws on %i neighbours of six points, and names both", (k) => {
    const cloud = drawCloud(6, 2);
    expect(() => computeTrustworthiness(cloud, cloud, k, [0])).toThrow(
      `neighbours for trustworthiness: ${k} where 6 points allow less than 3`,
    );
  });
});
