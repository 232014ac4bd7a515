import { describe, expect, it } from "vitest";
import { ForceTable } from "../../pipeline/numeric/force-table.ts";

describe("ForceTable", () => {
  it("is within 1e-4 of the function over all distances of a map", () => {
    const table = new ForceTable((square) => 1 / (1 + square));
    for (let square = 1e-7; square < 16_000; square *= 1.013)
      expect(Math.abs(table.at(square) * (1 + square) - 1), String(square)).toBeLessThan(1e-4);
  });

  it("is 0 where points coincide, and stays as at the last place beyond it", () => {
    const table = new ForceTable((square) => square);
    expect([table.at(0), table.at(1e-9)]).toEqual([0, 0]);
    expect([table.at(2 ** 14), table.at(1e9)]).toEqual([2 ** 14, 2 ** 14]);
  });
});
