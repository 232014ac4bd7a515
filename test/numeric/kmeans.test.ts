import { kmeans } from "ml-kmeans";
import { describe, expect, it } from "vitest";
import { computeAdjustedRand } from "../../pipeline/numeric/adjusted-rand.ts";
import { assignToNearest, averageClusters, clusterByKMeans, iterateLloyd } from "../../pipeline/numeric/kmeans.ts";
import { pickVectors, squaredNorms, type Vectors } from "../../pipeline/numeric/vectors.ts";
import { createRandom } from "../../pipeline/random.ts";
import scikitLearn from "../fixtures/scikit-learn-values.json" with { type: "json" };
import { drawBlobs, drawCloud, rowsOf, vectorsOf } from "./points.ts";

const FOUR_POINTS = vectorsOf([
  [0, 0],
  [0.5, 0],
  [0.5, 1],
  [1, 1],
]);

function iterate(vectors: Vectors, start: number[], maxIterations = 100) {
  return iterateLloyd(vectors, squaredNorms(vectors), Float64Array.from(start), maxIterations);
}

function sizesOf(clusterOf: Int32Array, k: number): number[] {
  return Array.from({ length: k }, (_, cluster) => clusterOf.filter((own) => own === cluster).length);
}

describe("iterateLloyd", () => {
  it("gives the clusters, centroids, inertia and iterations worked out by hand", () => {
    const result = iterate(FOUR_POINTS, [0, 0, 1, 1]);
    expect([...result.clusterOf]).toEqual([0, 0, 1, 1]);
    expect([...result.centroids]).toEqual([0.25, 0, 0.75, 1]);
    expect(result.inertia).toBe(0.25);
    expect(result.iterations).toBe(2);
    expect(result.converged).toBe(true);
  });

  it("gives an empty cluster the point farthest from its centroid, and goes on from there", () => {
    const result = iterate(FOUR_POINTS, [0.5, 0.5, 3, 3]);
    expect(sizesOf(result.clusterOf, 2)).toEqual([2, 2]);
    expect(result.inertia).toBe(0.25);
    expect(result.converged).toBe(true);
  });

  it("gives two empty clusters the two farthest points, the farther one first", () => {
    const line = vectorsOf([-10, -9.5, -9, -8.5, -8, -1, 1, 9, 9.5, 10].map((x) => [x]));
    const result = iterate(line, [-10, -10, -10], 1);
    expect([...result.clusterOf]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 2, 1]);
    expect([...result.centroids]).toEqual([-4.5, 10, 9.5]);
    expect(result.converged).toBe(false);
  });

  it("stops at the limit of iterations and says that it did not settle", () => {
    const result = iterate(drawCloud(200, 3), [0, 0, 0, 0.1, 0.1, 0.1], 2);
    expect(result.iterations).toBe(2);
    expect(result.converged).toBe(false);
  });

  it("puts a point halfway between two centroids into the lower one", () => {
    expect([...iterate(vectorsOf([[0], [2], [1]]), [0, 2], 1).clusterOf]).toEqual([0, 1, 0]);
  });

  it("agrees with scikit-learn on clusters, centroids, inertia and iterations", () => {
    const { start, labels: theirs, centroids, inertia, iterations } = scikitLearn.kMeans;
    const points = vectorsOf(scikitLearn.points);
    const result = iterate(points, [...pickVectors(points, start).values]);
    expect([...result.clusterOf]).toEqual(theirs);
    centroids.flat().forEach((value, index) => {
      expect(result.centroids[index]).toBeCloseTo(value, 6);
    });
    expect(result.inertia).toBeCloseTo(inertia, 5);
    expect(result.iterations).toBe(iterations);
  });

  it.each([2, 5, 12])("agrees with ml-kmeans from the same %i starting centroids", (k) => {
    const cloud = drawCloud(150, 4);
    const starts = Int32Array.from({ length: k }, (_, index) => index * 11);
    const theirs = kmeans(rowsOf(cloud), k, {
      initialization: rowsOf(pickVectors(cloud, starts)),
      tolerance: 0,
      maxIterations: 200,
    });
    const ours = iterate(cloud, [...pickVectors(cloud, starts).values], 200);
    expect(theirs.converged && ours.converged).toBe(true);
    expect([...ours.clusterOf]).toEqual(theirs.clusters);
    theirs.centroids.flat().forEach((value, index) => {
      expect(Math.abs(ours.centroids[index]! - value)).toBeLessThan(1e-6);
    });
  });
});

describe("clusterByKMeans", () => {
  const cluster = (vectors: Vectors, k: number, restarts: number, seed = 1) =>
    clusterByKMeans(vectors, { k, restarts }, createRandom(seed, "k-means"));

  it.each([2, 5, 10])("finds %i separated blobs exactly", (blobs) => {
    const { vectors, blobOf } = drawBlobs(blobs, 20, 12, 0.5);
    expect(computeAdjustedRand(cluster(vectors, blobs, 5).clusterOf, blobOf)).toBe(1);
  });

  it("puts every row in its own cluster when k is the number of rows", () => {
    const result = cluster(drawCloud(9, 3), 9, 1);
    expect([...result.clusterOf].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(result.inertia).toBeCloseTo(0, 10);
  });

  it("puts all rows in one cluster around their mean when k is 1", () => {
    const result = cluster(FOUR_POINTS, 1, 1);
    expect([...result.clusterOf]).toEqual([0, 0, 0, 0]);
    expect([...result.centroids]).toEqual([0.5, 0.5]);
  });

  it.each([5, 0, 1.5, Number.NaN])("throws on %d clusters of four rows, and names both", (k) => {
    expect(() => cluster(FOUR_POINTS, k, 1)).toThrow(`k: ${k} where 1 to 4 rows can be clustered`);
  });

  it("gives the same answer for the same seed", () => {
    const cloud = drawCloud(120, 4);
    expect(cluster(cloud, 7, 3, 5)).toEqual(cluster(cloud, 7, 3, 5));
    expect(cluster(cloud, 7, 1, 5).clusterOf).not.toEqual(cluster(cloud, 7, 1, 6).clusterOf);
  });

  it("never has a higher inertia after more restarts", () => {
    const cloud = drawCloud(120, 4);
    const inertias = [1, 2, 4, 8, 16].map((restarts) => cluster(cloud, 9, restarts).inertia);
    expect(inertias).toEqual([...inertias].sort((a, b) => b - a));
    expect(inertias.at(-1)).toBeLessThan(inertias[0]!);
  });

  it("fills all clusters even where rows are equal", () => {
    const rows = vectorsOf([...Array(10).fill([1, 2]), [3, 4]]);
    const result = cluster(rows, 4, 2);
    expect(Math.min(...sizesOf(result.clusterOf, 4))).toBeGreaterThan(0);
    expect(result.inertia).toBe(0);
    expect(result.centroids.every(Number.isFinite)).toBe(true);
  });

  it("returns the mean of each cluster, the nearest centroid of each row, and the inertia of just that", () => {
    const cloud = drawCloud(200, 5);
    const { clusterOf, centroids, inertia, converged } = cluster(cloud, 6, 2);
    expect(converged).toBe(true);
    expect(centroids).toEqual(averageClusters(cloud, clusterOf, 6));
    const nearest = assignToNearest(cloud, squaredNorms(cloud), centroids);
    expect(nearest.clusterOf).toEqual(clusterOf);
    expect(nearest.distances.reduce((sum, distance) => sum + distance, 0)).toBeCloseTo(inertia, 6);
  });
});
