import { describe, expect, it } from "vitest";
import { buildFuzzyGraph } from "../../pipeline/numeric/fuzzy-graph.ts";
import { findNearestNeighbors } from "../../pipeline/numeric/nearest-neighbors.ts";
import { layOutSpectrally } from "../../pipeline/numeric/spectral-layout.ts";
import { normalizeRows, type Vectors } from "../../pipeline/numeric/vectors.ts";
import { drawBlobs, vectorsOf } from "./points.ts";

async function layOut(vectors: Vectors, k: number) {
  return layOutSpectrally(vectors, buildFuzzyGraph(await findNearestNeighbors(vectors, k)));
}

describe("layOutSpectrally", () => {
  it("lays a line of rows in its order", async () => {
    const angles = Array.from({ length: 40 }, (_, row) => (row * Math.PI) / 80);
    const positions = await layOut(vectorsOf(angles.map((angle) => [Math.cos(angle), Math.sin(angle)])), 2);
    const first = angles.map((_, row) => positions[2 * row]!);
    const ascending = first[0]! < first[39]! ? first : first.toReversed();
    expect(ascending).toEqual(ascending.toSorted((a, b) => a - b));
  });

  it("parts three groups: each keeps to itself", async () => {
    const { vectors, blobOf } = drawBlobs(3, 20, 6, 1);
    const positions = await layOut(normalizeRows(vectors), 8);
    const points = Array.from(blobOf, (blob, row) => ({ blob, x: positions[2 * row]!, y: positions[2 * row + 1]! }));
    const middles = [0, 1, 2].map((blob) => {
      const own = points.filter((point) => point.blob === blob);
      return {
        x: own.reduce((sum, { x }) => sum + x, 0) / own.length,
        y: own.reduce((sum, { y }) => sum + y, 0) / own.length,
      };
    });
    for (const { blob, x, y } of points) {
      const distances = middles.map((middle) => Math.hypot(x - middle.x, y - middle.y));
      expect(distances.indexOf(Math.min(...distances))).toBe(blob);
    }
  });

  it("is finite for equal rows", async () => {
    const positions = await layOut(vectorsOf(Array(8).fill([0.6, 0.8])), 3);
    expect(positions.every(Number.isFinite)).toBe(true);
  });
});
