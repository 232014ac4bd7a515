import { describe, expect, it } from "vitest";
import { assignOptimally } from "../../pipeline/numeric/assignment.ts";
import { createRandom } from "../../pipeline/random.ts";

/** The largest sum of weights, by trying every way. */
function findLargestSum(weights: readonly number[], rows: number, columns: number, row = 0, used = 0): number {
  if (row === rows) return 0;
  let most = findLargestSum(weights, rows, columns, row + 1, used);
  for (let column = 0; column < columns; column++) {
    if (used & (1 << column)) continue;
    const rest = findLargestSum(weights, rows, columns, row + 1, used | (1 << column));
    most = Math.max(most, weights[row * columns + column]! + rest);
  }
  return most;
}

function sumWeights(weights: readonly number[], columns: number, columnOf: Int32Array): number {
  return columnOf.reduce((sum, column, row) => sum + (column === -1 ? 0 : weights[row * columns + column]!), 0);
}

describe("assignOptimally", () => {
  it("gives up the largest pair where two others are worth more", () => {
    expect([...assignOptimally([5, 4, 4, 0], 2, 2)]).toEqual([1, 0]);
  });

  it("makes no pair of weight 0, and leaves over what finds no other", () => {
    expect([...assignOptimally([0, 0, 0, 3], 2, 2)]).toEqual([-1, 1]);
    expect([...assignOptimally([1, 2, 3], 3, 1)]).toEqual([-1, -1, 0]);
    expect([...assignOptimally([1, 3, 2], 1, 3)]).toEqual([1]);
    expect([...assignOptimally([], 0, 4)]).toEqual([]);
    expect([...assignOptimally([], 2, 0)]).toEqual([-1, -1]);
  });

  it("reaches the largest sum there is, and gives no column twice", () => {
    const random = createRandom(1, "assignment");
    for (let round = 0; round < 400; round++) {
      const [rows, columns] = [1 + random.integer(6), 1 + random.integer(6)];
      const scale = round % 2 === 0 ? 4 : 1000;
      const weights = Array.from({ length: rows * columns }, () => Math.max(0, random.integer(scale) - scale / 4));
      const columnOf = assignOptimally(weights, rows, columns);
      const given = [...columnOf].filter((column) => column !== -1);
      expect(new Set(given).size).toBe(given.length);
      expect(sumWeights(weights, columns, columnOf)).toBe(findLargestSum(weights, rows, columns));
    }
  });
});
