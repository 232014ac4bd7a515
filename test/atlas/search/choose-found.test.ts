import { describe, expect, it } from "vitest";
import { chooseFound, findNear } from "../../../pipeline/atlas/client/search/choose-found.ts";

describe("chooseFound", () => {
  const answer = (scores: number[]) => ({
    rows: Uint32Array.from(scores, (_, place) => scores.length - 1 - place),
    scores: Int16Array.from(scores),
  });
  const falling = (count: number, of: number) => Array.from({ length: of }, (_, place) => (place < count ? 300 : 0));

  it("takes the papers that stand out, at least ten and at most fifty, in their order", () => {
    expect(chooseFound(answer(falling(20, 100)), null)).toEqual(
      Uint32Array.from({ length: 20 }, (_, place) => 99 - place),
    );
    expect(chooseFound(answer(falling(3, 100)), null)).toHaveLength(10);
    expect(chooseFound(answer(falling(90, 100)), null)).toHaveLength(50);
    expect(chooseFound(answer(falling(0, 4)), null)).toEqual(Uint32Array.of(3, 2, 1, 0));
    expect(chooseFound(answer([]), null)).toHaveLength(0);
  });

  it("counts papers of the mask alone", () => {
    const shown = Uint8Array.from({ length: 100 }, (_, row) => (row % 4 === 0 ? 1 : 0));
    expect([...chooseFound(answer(falling(20, 100)), shown)]).toEqual([96, 92, 88, 84, 80, 76, 72, 68, 64, 60]);
  });
});

describe("findNear", () => {
  /** 0 is near 1 and 2, 3 is near 2 and 0. */
  const nearest = {
    start: Uint32Array.of(0, 2, 2, 2, 4),
    row: Uint32Array.of(1, 2, 2, 0),
    similarity: Int16Array.of(6000, 5000, 2000, 9000),
  };

  it("sums how near papers are to those found, and leaves these out", () => {
    expect([...findNear(nearest, Uint32Array.of(0, 3), null)]).toEqual([2, 1]);
    expect([...findNear(nearest, Uint32Array.of(3), null)]).toEqual([0, 2]);
    expect([...findNear(nearest, Uint32Array.of(0, 3), Uint8Array.of(1, 1, 0, 1))]).toEqual([1]);
    expect([...findNear(nearest, new Uint32Array(), null)]).toEqual([]);
  });
});
