import { describe, expect, it } from "vitest";
import { chooseFound, countNear } from "../../../pipeline/atlas/client/search/choose-found.ts";

describe("chooseFound", () => {
  const answer = (scores: number[], whole = 0) => ({
    rows: Uint32Array.from(scores, (_, place) => scores.length - 1 - place),
    scores: Int16Array.from(scores),
    whole,
    sought: [],
  });
  const falling = (count: number, of: number) => Array.from({ length: of }, (_, place) => (place < count ? 300 : 0));

  it("takes the papers that stand out, at least ten and at most thirty, in their order", () => {
    expect(chooseFound(answer(falling(20, 100)), null)).toEqual({
      rows: Uint32Array.from({ length: 20 }, (_, place) => 99 - place),
      whole: 0,
      sought: [],
    });
    expect(chooseFound(answer(falling(3, 100)), null).rows).toHaveLength(10);
    expect(chooseFound(answer(falling(90, 100)), null).rows).toHaveLength(30);
    expect(chooseFound(answer(falling(0, 4)), null).rows).toEqual(Uint32Array.of(3, 2, 1, 0));
    expect(chooseFound(answer([]), null).rows).toHaveLength(0);
  });

  it("takes all that hold every word, and thirty others", () => {
    expect(chooseFound(answer(falling(100, 100), 60), null)).toMatchObject({ rows: { length: 90 }, whole: 60 });
    expect(chooseFound(answer(falling(0, 100), 4), null).rows).toHaveLength(10);
    expect(chooseFound(answer(falling(0, 100), 20), null).rows).toHaveLength(20);
  });

  it("counts papers of the mask alone", () => {
    const shown = Uint8Array.from({ length: 100 }, (_, row) => (row % 4 === 0 ? 1 : 0));
    const found = chooseFound(answer(falling(20, 100), 8), shown);
    expect([...found.rows]).toEqual([96, 92, 88, 84, 80, 76, 72, 68, 64, 60]);
    expect(found.whole).toBe(2);
  });
});

describe("countNear", () => {
  /** 0 is near 1 and 2, 3 is near 2 and 0. */
  const known: Record<number, number[]> = { 0: [1, 2], 3: [2, 0] };
  const nearest = (row: number) => (known[row] ? { rows: known[row], similarity: [6000, 5000] } : null);

  it("counts to how many of those that hold all words each is near, else of the best", () => {
    const count = (rows: number[], whole: number) =>
      Object.fromEntries(countNear(nearest, { rows: Uint32Array.from(rows), whole }));
    expect(count([0, 3], 2)).toEqual({ 0: 1, 1: 1, 2: 2 });
    expect(count([0, 3], 1)).toEqual({ 1: 1, 2: 1 });
    expect(count([0, 3], 0)).toEqual({ 0: 1, 1: 1, 2: 2 });
    expect(count([], 0)).toEqual({});
  });
});
