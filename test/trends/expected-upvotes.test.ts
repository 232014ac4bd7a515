import { describe, expect, it } from "vitest";
import { judgeUpvotes, type ListedUpvotes } from "../../pipeline/trends/expected-upvotes.ts";

/** Papers of one listing with so many upvotes each. */
function list(listing: string, age: number | null, upvotes: readonly number[]): ListedUpvotes[] {
  return upvotes.map((count) => ({ listing, age, upvotes: count }));
}

describe("judgeUpvotes", () => {
  it("expects of a paper what is typical of its day, so that a strong day's papers and a weak day's can be compared", () => {
    const strong = list("strong", 30, new Array(200).fill([99, 24]).flat());
    const weak = list("weak", 31, new Array(200).fill([8, 1]).flat());
    const judged = judgeUpvotes([...strong, ...weak]);
    expect(judged[0]!.expected).toBeCloseTo(Math.sqrt(100 * 25) - 1, 0);
    expect(judged[400]!.expected).toBeCloseTo(Math.sqrt(9 * 2) - 1, 0);
    expect(judged[0]!.ratio).toBeCloseTo(2, 1);
    expect(judged[400]!.ratio).toBeCloseTo(3 / Math.SQRT2, 1);
  });

  it("draws a listing of few papers towards what is typical of its age, which does not fall with age", () => {
    const settled = ["a", "b", "c"].flatMap((name, place) =>
      list(name, 20 + place, new Array(50).fill([7, 17]).flat()),
    );
    const judged = judgeUpvotes([
      ...settled,
      ...list("young", 0, new Array(40).fill([0, 2]).flat()),
      ...list("one", 30, [500]),
    ]);
    expect(judged.at(-1)!.expected).toBeLessThan(250);
    expect(judged.at(-1)!.percentile).toBeGreaterThan(0.99);
    expect(judged.at(-2)!.expected).toBeLessThan(2);
  });

  it("gives equals the same percentile, and says nothing of no papers", () => {
    expect(judgeUpvotes(list("a", null, [3, 3, 3, 3])).map(({ percentile }) => percentile)).toEqual([
      0.5, 0.5, 0.5, 0.5,
    ]);
    expect(judgeUpvotes([])).toEqual([]);
  });
});
