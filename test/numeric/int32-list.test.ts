import { describe, expect, it } from "vitest";
import { Int32List, PairNumbers } from "../../pipeline/numeric/int32-list.ts";

describe("Int32List", () => {
  it("holds what is pushed, over its first capacity, and what is set", () => {
    const list = new Int32List();
    for (let value = 0; value < 3000; value++) list.push(-value);
    list.set(2999, 7);
    expect([list.length, list.at(1024), list.at(2999), list.toArray().length]).toEqual([3000, -1024, 7, 3000]);
  });
});

describe("PairNumbers", () => {
  it("numbers pairs in order of first sight, as a Map would, also when there are many", () => {
    const numbers = new PairNumbers();
    const known = new Map<string, number>();
    for (let index = 0; index < 20_000; index++) {
      const [first, second] = [((index * 7919) % 211) - 1, (index * 104_729) % 97];
      const key = `${first} ${second}`;
      if (!known.has(key)) known.set(key, known.size);
      expect(numbers.number(first, second)).toBe(known.get(key));
    }
  });
});
