import { UMAP } from "umap-js";
import { describe, expect, it } from "vitest";
import { buildFuzzyGraph, type FuzzyGraph } from "../../pipeline/numeric/fuzzy-graph.ts";
import { findNearestNeighbors } from "../../pipeline/numeric/nearest-neighbors.ts";
import { normalizeRows } from "../../pipeline/numeric/vectors.ts";
import { drawCloud, rowsOf } from "./points.ts";

/** The weights as a full matrix. */
function spread({ starts, others, weights }: FuzzyGraph): number[][] {
  const count = starts.length - 1;
  return Array.from({ length: count }, (_, row) => {
    const full = Array<number>(count).fill(0);
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) full[others[entry]!] = weights[entry]!;
    return full;
  });
}

describe("buildFuzzyGraph", () => {
  it("gives the nearest neighbour weight 1, and unites what two rows hold of each other", () => {
    // Row 2 holds row 1 for its nearest, and row 1 row 0; with two neighbours each the second weighs the rest to log2(3).
    const near = {
      k: 2,
      indices: Int32Array.of(1, 2, 0, 2, 1, 0),
      similarities: Float32Array.of(0.9, 0.5, 0.9, 0.6, 0.6, 0.5),
    };
    const rest = Math.log2(3) - 1;
    const [zero, one, two] = spread(buildFuzzyGraph(near));
    expect(zero![1]).toBeCloseTo(1, 4);
    expect(one![2]).toBeCloseTo(rest + 1 - rest, 4);
    expect(two![0]).toBeCloseTo(rest + rest - rest * rest, 4);
  });

  it("is that of umap-js, and symmetric", async () => {
    const cloud = normalizeRows(drawCloud(50, 6));
    const near = await findNearestNeighbors(cloud, 9);
    const { k, indices, similarities } = near;
    const umap = new UMAP({ nNeighbors: k + 1, random: () => 0.5 });
    const rows = rowsOf(cloud);
    umap.setPrecomputedKNN(
      rows.map((_, row) => [row, ...indices.subarray(row * k, (row + 1) * k)]),
      rows.map((_, row) => [0, ...Array.from(similarities.subarray(row * k, (row + 1) * k), (cosine) => 1 - cosine)]),
    );
    umap.initializeFit(rows);
    const { graph } = umap as unknown as { graph: { get(row: number, column: number): number } };
    const own = spread(buildFuzzyGraph(near));
    for (const [row, weights] of own.entries()) {
      for (const [other, weight] of weights.entries()) {
        expect(weight).toBeCloseTo(graph.get(row, other), 4);
        expect(weight).toBeCloseTo(own[other]![row]!, 6);
      }
    }
  });

  it("gives equal rows equal weights", async () => {
    const near = { k: 2, indices: Int32Array.of(1, 2, 0, 2, 0, 1), similarities: new Float32Array(6).fill(1) };
    expect([...buildFuzzyGraph(near).weights]).toEqual(Array(6).fill(1));
  });
});
