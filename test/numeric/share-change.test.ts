import { describe, expect, it } from "vitest";
import { measureShareChange, wilsonBound } from "../../pipeline/numeric/share-change.ts";

/** Newcombe 1998, table II, method 10: two shares, and the bounds of their difference to four digits. */
const NEWCOMBE: [count: number, total: number, other: number, otherTotal: number, low: number, high: number][] = [
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [0, 10, 0, 10, -0.2775, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
  [10, 10, 0, 10, 0.6075, 1],
];

describe("measureShareChange", () => {
  it.each(NEWCOMBE)("of %d/%d and %d/%d has the published interval", (count, total, other, otherTotal, low, high) => {
    const change = measureShareChange({ count, total }, { count: other, total: otherTotal })!;
    expect(change.low).toBeCloseTo(low, 4);
    expect(change.high).toBeCloseTo(high, 4);
    const turned = measureShareChange({ count: other, total: otherTotal }, { count, total })!;
    expect(turned.low).toBeCloseTo(-change.high, 12);
  });

  it("is nothing beside no papers", () => {
    expect(measureShareChange({ count: 1, total: 2 }, { count: 0, total: 0 })).toBeNull();
  });
});

describe("wilsonBound", () => {
  it("is that of 81 of 263 (Newcombe 1998, table I: 0.2553 to 0.3662)", () => {
    expect(wilsonBound({ count: 81, total: 263 }, -1.959964)).toBeCloseTo(0.2553, 4);
    expect(wilsonBound({ count: 81, total: 263 }, 1.959964)).toBeCloseTo(0.3662, 4);
  });
});
