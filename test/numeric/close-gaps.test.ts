import { describe, expect, it } from "vitest";
import { closeGaps } from "../../pipeline/numeric/close-gaps.ts";
import { createRandom } from "../../pipeline/random.ts";

const toMap = (points: readonly (readonly [number, number])[]) => ({
  values: Float32Array.from(points.flat()),
  dimensions: 2,
});
const column = (map: { values: Float32Array }, axis: number) =>
  Array.from({ length: map.values.length / 2 }, (_, row) => map.values[2 * row + axis]!);

/** 24 points a step apart, and 24 more behind a gap, on a line that rises by a hundredth a point. */
const TWO_GROUPS = Array.from({ length: 48 }, (_, row): [number, number] => [row < 24 ? row : row + 100, row / 100]);

describe("closeGaps", () => {
  it("narrows an empty stripe to its share of what is left, and leaves both sides as they are", () => {
    const xs = column(closeGaps(toMap(TWO_GROUPS)), 0);
    // 46 steps of 1, and a gap of a tenth of all: w = .1 (46 + w).
    expect(xs[24]! - xs[23]!).toBeCloseTo((0.1 * 46) / 0.9, 4);
    for (const row of [1, 23, 25, 47]) expect(xs[row]! - xs[row - 1]!).toBeCloseTo(1, 4);
  });

  it("moves nothing but the centre where no stripe is wide", () => {
    const random = createRandom(1, "map");
    const points = Array.from({ length: 300 }, (): [number, number] => [random.next(), random.next()]);
    const closed = closeGaps(toMap(points));
    for (const axis of [0, 1]) {
      const moves = column(closed, axis).map((place, row) => place - points[row]![axis]!);
      for (const move of moves) expect(move).toBeCloseTo(moves[0]!, 5);
    }
  });

  it("centres the map, and keeps the order of points along both axes", () => {
    const random = createRandom(2, "map");
    const points = Array.from({ length: 60 }, (): [number, number] => [random.next() ** 9, random.next() ** 9]);
    const closed = closeGaps(toMap(points));
    for (const axis of [0, 1]) {
      const places = column(closed, axis);
      expect(places.reduce((sum, place) => sum + place, 0)).toBeCloseTo(0, 4);
      const order = [...places.keys()].sort((a, b) => points[a]![axis]! - points[b]![axis]!);
      for (const [place, row] of order.entries())
        if (place > 0) expect(places[row]!).toBeGreaterThanOrEqual(places[order[place - 1]!]!);
    }
  });

  it("leaves few points, all of whose gaps are wide, apart as they are", () => {
    const points: [number, number][] = [
      [-3, 0],
      [1, 0],
      [2, 0],
    ];
    expect(column(closeGaps(toMap(points)), 0)).toEqual([-3, 1, 2]);
    expect(closeGaps(toMap([])).values).toHaveLength(0);
  });
});
