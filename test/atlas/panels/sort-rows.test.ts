import { describe, expect, it } from "vitest";
import { sortRows } from "../../../pipeline/atlas/client/panels/sort-rows.ts";

describe("sortRows", () => {
  const numbers = [3, 10, 3];
  const texts = ["Zebra", "élan", "apple"];

  it("sorts numbers by size, up and down, equal ones by row", () => {
    const key = (row: number) => numbers[row]!;
    expect(sortRows([2, 1, 0], { key, isDescending: false })).toEqual([0, 2, 1]);
    expect(sortRows([2, 1, 0], { key, isDescending: true })).toEqual([1, 0, 2]);
  });

  it("puts rows without a key last, up and down", () => {
    const key = (row: number) => [null, 2, 1][row]!;
    expect(sortRows([0, 1, 2], { key, isDescending: false })).toEqual([2, 1, 0]);
    expect(sortRows([0, 1, 2], { key, isDescending: true })).toEqual([1, 2, 0]);
  });

  it("sorts texts as people do", () => {
    expect(sortRows([0, 1, 2], { key: (row) => texts[row]!, isDescending: false })).toEqual([2, 1, 0]);
  });
});
