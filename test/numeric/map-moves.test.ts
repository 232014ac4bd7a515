import { describe, expect, it } from "vitest";
import { measureMoves } from "../../pipeline/numeric/map-moves.ts";
import { vectorsOf } from "./points.ts";

describe("measureMoves", () => {
  it("is the median of the moves of points on both, as a share of the width before", () => {
    const positions = vectorsOf([
      [0, 0],
      [10, 5],
      [4, 4],
      [99, 99],
    ]);
    const now = vectorsOf([
      [3, 4],
      [10, 6],
      [4, 2],
      [0, 0],
    ]);
    expect(measureMoves({ positions, isKnown: [true, true, true, false] }, now)).toEqual({
      points: 3,
      medianShare: 0.2,
    });
    expect(measureMoves({ positions, isKnown: [true, true, false, false] }, now)).toEqual({
      points: 2,
      medianShare: 0.3,
    });
  });

  it("is null where nothing was on the map before, or all at one place", () => {
    const positions = vectorsOf([
      [1, 1],
      [1, 2],
    ]);
    expect(measureMoves({ positions, isKnown: [false, false] }, positions)).toBeNull();
    expect(measureMoves({ positions, isKnown: [true, true] }, positions)).toBeNull();
  });
});
