import { describe, expect, it } from "vitest";
import { findNearestAmong, findNearestNeighbors, keepNearest } from "../../pipeline/numeric/nearest-neighbors.ts";
import { countVectors, dotProduct, normalizeRows, type Vectors } from "../../pipeline/numeric/vectors.ts";
import scikitLearn from "../fixtures/scikit-learn-values.json" with { type: "json" };
import { drawCloud, vectorsOf } from "./points.ts";

function findByForce(vectors: Vectors, k: number): number[] {
  const rows = Array.from({ length: countVectors(vectors) }, (_, row) => row);
  return rows.flatMap((row) =>
    rows
      .filter((other) => other !== row)
      .sort((a, b) => dotProduct(vectors, row, vectors, b) - dotProduct(vectors, row, vectors, a) || a - b)
      .slice(0, k),
  );
}

describe("findNearestNeighbors", () => {
  it("agrees with scikit-learn", async () => {
    const { indices, similarities } = scikitLearn.neighbors;
    const found = await findNearestNeighbors(normalizeRows(vectorsOf(scikitLearn.points)), indices[0]!.length);
    expect([...found.indices]).toEqual(indices.flat());
    similarities.flat().forEach((similarity, entry) => {
      expect(found.similarities[entry]).toBeCloseTo(similarity, 5);
    });
  });

  it("agrees with comparing every pair, over the border of a block", async () => {
    const cloud = normalizeRows(drawCloud(520, 8));
    const { indices } = await findNearestNeighbors(cloud, 7);
    expect([...indices]).toEqual(findByForce(cloud, 7));
  });

  it("finds the same however large the blocks are, equally near rows too", async () => {
    const cloud = normalizeRows(drawCloud(90, 3));
    const twice = { values: Float32Array.of(...cloud.values, ...cloud.values), dimensions: cloud.dimensions };
    const wanted = await findNearestNeighbors(twice, 6);
    for (const block of [
      { rows: 7, candidates: 11 },
      { rows: 180, candidates: 4 },
    ]) {
      expect(await findNearestNeighbors(twice, 6, block)).toEqual(wanted);
      expect(await findNearestAmong(cloud, twice, 6, block)).toEqual(await findNearestAmong(cloud, twice, 6));
    }
    expect(keepNearest(wanted, 2)).toEqual(await findNearestNeighbors(twice, 2));
  });

  it("gives rows that are equally near in order of row, and never the row itself", async () => {
    const { indices, similarities } = await findNearestNeighbors(vectorsOf(Array(6).fill([0, 1])), 3);
    expect([...indices]).toEqual([1, 2, 3, 0, 2, 3, 0, 1, 3, 0, 1, 2, 0, 1, 2, 0, 1, 2]);
    expect([...similarities]).toEqual(Array(18).fill(1));
  });

  it("has all other rows where more neighbours are asked for than there are", async () => {
    const found = await findNearestNeighbors(
      vectorsOf([
        [1, 0],
        [0.6, 0.8],
        [-1, 0],
      ]),
      10,
    );
    expect(found.k).toBe(2);
    expect([...found.indices]).toEqual([1, 2, 0, 2, 1, 0]);
  });

  it.each([
    ["a single row", [[1, 0]], 5],
    [
      "no neighbours asked for",
      [
        [1, 0],
        [0, 1],
      ],
      0,
    ],
  ])("has no neighbours for %s", async (_, rows, k) => {
    expect(await findNearestNeighbors(vectorsOf(rows), k)).toEqual({
      k: 0,
      indices: new Int32Array(0),
      similarities: new Float32Array(0),
    });
  });
});

describe("findNearestAmong", () => {
  const CANDIDATES = vectorsOf([
    [1, 0],
    [0, 1],
    [1, 0],
  ]);

  it("finds the nearest of other rows, an equal one too, ties by row number", async () => {
    const { k, indices, similarities } = await findNearestAmong(
      vectorsOf([
        [1, 0],
        [0.6, 0.8],
      ]),
      CANDIDATES,
      2,
    );
    expect(k).toBe(2);
    expect([...indices]).toEqual([0, 2, 1, 0]);
    expect(similarities[2]).toBeCloseTo(0.8, 6);
  });

  it("has all candidates where more are asked for, in any number of queries", async () => {
    const queries = vectorsOf(Array(600).fill([0, 1]));
    const { k, indices } = await findNearestAmong(queries, CANDIDATES, 9);
    expect(k).toBe(3);
    expect([...indices]).toEqual(Array(600).fill([1, 0, 2]).flat());
  });
});
