import { describe, expect, it } from "vitest";
import { orderBySimilarity } from "../../pipeline/charts/order-topics.ts";
import { createRandom } from "../../pipeline/random.ts";

function matrixOf(places: readonly number[]): number[] {
  return places.flatMap((a) => places.map((b) => 1 - Math.abs(a - b)));
}

describe("orderBySimilarity", () => {
  it("puts items of a line in the order of the line", () => {
    const places = [0.5, 0.1, 0.9, 0.3, 0.7];
    const order = orderBySimilarity(matrixOf(places), places.length);
    expect(order).toEqual([1, 3, 0, 4, 2]);
  });

  it("keeps two groups whole", () => {
    const groups = [0, 1, 0, 1, 0, 1, 0, 1];
    const similarities = groups.flatMap((a) => groups.map((b) => (a === b ? 0.9 : 0.1)));
    const changes = orderBySimilarity(similarities, groups.length)
      .map((index) => groups[index]!)
      .filter((group, place, all) => place > 0 && group !== all[place - 1]);
    expect(changes).toHaveLength(1);
  });

  it("returns every item once, for any matrix", () => {
    const random = createRandom(4, "order");
    for (const count of [0, 1, 2, 3, 30]) {
      const similarities = Array.from({ length: count * count }, () => random.next());
      const order = orderBySimilarity(similarities, count);
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
    }
  });
});
