import { describe, expect, it } from "vitest";
import { computeUnitCentroids, sumClusters } from "../../pipeline/numeric/centroids.ts";
import { rowsOf, vectorsOf } from "./points.ts";

const ROWS = vectorsOf([
  [1, 0],
  [9, 9],
  [2, 4],
  [0, 5],
]);
const CLUSTER_OF = Int32Array.of(1, -1, 1, 2);

describe("sumClusters", () => {
  it("adds up the rows of each cluster, and leaves out those without", () => {
    expect([...sumClusters(ROWS, CLUSTER_OF, 3)]).toEqual([0, 0, 3, 4, 0, 5]);
  });
});

describe("computeUnitCentroids", () => {
  it("has the directions of the sums, and zeros for an empty cluster", () => {
    const centroids = rowsOf(computeUnitCentroids(ROWS, CLUSTER_OF, 3)).flat();
    for (const [index, value] of [0, 0, 0.6, 0.8, 0, 1].entries()) expect(centroids[index]).toBeCloseTo(value, 6);
  });
});
