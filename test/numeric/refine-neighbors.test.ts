import { describe, expect, it } from "vitest";
import { findNearestNeighbors } from "../../pipeline/numeric/nearest-neighbors.ts";
import { refineNeighbors } from "../../pipeline/numeric/refine-neighbors.ts";
import { normalizeRows } from "../../pipeline/numeric/vectors.ts";
import { drawBlobs, vectorsOf } from "./points.ts";

describe("refineNeighbors", () => {
  it("finds the nearest among neighbours and their neighbours, ties by row", () => {
    // Row 0 has row 1 alone, row 1 has row 3, row 3 rows 2: from row 0 all but row 2 are in reach.
    const vectors = vectorsOf([
      [1, 0],
      [0.6, 0.8],
      [1, 0],
      [0.8, 0.6],
    ]);
    const { indices, similarities } = refineNeighbors(vectors, { k: 1, indices: Int32Array.of(1, 3, 1, 2) }, 1);
    expect([...indices]).toEqual([3, 3, 3, 1]);
    expect(similarities[0]).toBeCloseTo(0.8, 6);
  });

  it("finds nearly all exact neighbours from those of a space like it", async () => {
    const { vectors } = drawBlobs(6, 50, 10, 2);
    const space = normalizeRows(vectors);
    const like = normalizeRows({
      values: vectors.values.map((value, at) => value + ((at * 7919) % 101) / 101),
      dimensions: 10,
    });
    const exact = await findNearestNeighbors(space, 10);
    const found = refineNeighbors(space, await findNearestNeighbors(like, 12), 10);
    const same = found.indices.filter((row, at) => {
      const start = at - (at % 10);
      return exact.indices.subarray(start, start + 10).includes(row);
    });
    expect(same.length / found.indices.length).toBeGreaterThan(0.97);
  });
});
