import { describe, expect, it } from "vitest";
import { layOut } from "../../pipeline/growth/lay-out.ts";
import { normalizeRows, pickVectors } from "../../pipeline/numeric/vectors.ts";
import { drawBlobs } from "../numeric/points.ts";

const { vectors, blobOf } = drawBlobs(3, 20, 4, 1);
const unit = normalizeRows(vectors);
const CORNERS = [
  [0, 0],
  [10, 0],
  [0, 10],
];
/** Each group in a grid of its own, a point a unit from the next. */
const points = Float64Array.from(
  [...blobOf].flatMap((blob, row) => {
    const place = Math.floor(row / 3);
    return [CORNERS[blob]![0]! + (place % 5), CORNERS[blob]![1]! + Math.floor(place / 5)];
  }),
);

describe("papers laid out on a standing map", () => {
  it("lie in the group of their nearest papers", async () => {
    const asked = pickVectors(unit, [0, 1, 2]);
    const laid = await layOut(asked, unit, points);
    for (const [row, [x, y]] of CORNERS.entries()) {
      expect(laid[2 * row]! - x!).toBeGreaterThanOrEqual(-1);
      expect(laid[2 * row]! - x!).toBeLessThanOrEqual(5);
      expect(laid[2 * row + 1]! - y!).toBeGreaterThanOrEqual(-1);
      expect(laid[2 * row + 1]! - y!).toBeLessThanOrEqual(4);
    }
  });

  it("cover neither a point nor each other: all keep half the usual distance", async () => {
    const laid = await layOut(pickVectors(unit, new Array(30).fill(0)), unit, points);
    const all = [...points, ...laid];
    for (let a = points.length; a < all.length; a += 2)
      for (let b = 0; b < a; b += 2)
        expect(Math.hypot(all[a]! - all[b]!, all[a + 1]! - all[b + 1]!)).toBeGreaterThanOrEqual(0.5);
  });

  it("lie between no two groups, where their nearest papers are of both", async () => {
    const between = normalizeRows({ values: Float32Array.from([1, 1, 0, 0]), dimensions: 4 });
    const [x] = await layOut(between, unit, points);
    expect(x! <= 5 || x! >= 9).toBe(true);
  });

  it("are the same every time, and none where none is asked for", async () => {
    const asked = pickVectors(unit, [3, 4, 5, 6]);
    expect(await layOut(asked, unit, points)).toEqual(await layOut(asked, unit, points));
    expect(await layOut(pickVectors(unit, []), unit, points)).toHaveLength(0);
  });
});
