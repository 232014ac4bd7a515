import { describe, expect, it } from "vitest";
import { rankByWords } from "../../pipeline/search/rank-by-words.ts";
import { findLeaders, spreadScores } from "../../pipeline/search/spread-scores.ts";

/** 0 is near 2 (1) and 3 (.5); 1 is near 3 (1). */
const NEIGHBORS = [
  { rows: [2, 3], similarity: [10, 5] },
  { rows: [3], similarity: [10] },
];
const findNearest = (row: number) => NEIGHBORS[row] ?? null;
const SCORES = Float64Array.of(4, 2, 0, 0, 0);
const match = (whole: number[], allowed: Uint8Array | null = null) => ({
  sought: [],
  scores: SCORES,
  whole: Uint8Array.from(whole),
  allowed,
});

describe("spreadScores", () => {
  it("gives the neighbours of the best a part of their score, by similarity", () => {
    const gains = spreadScores(SCORES, findNearest, [0, 1], 10);
    expect([...gains]).toEqual([0, 0, 0.15 * 4, expect.closeTo(0.15 * (4 * 0.5 + 2), 12), 0]);
    expect([...spreadScores(SCORES, findNearest, [], 10)]).toEqual([0, 0, 0, 0, 0]);
  });

  it("takes at most twenty leaders, the best first, equals by row", () => {
    expect(findLeaders(Float64Array.of(1, 3, 0, 3), null)).toEqual([1, 3, 0]);
    expect(findLeaders(Float64Array.of(1, 3, 0, 3), Uint8Array.of(1, 0, 1, 1))).toEqual([3, 0]);
    expect(findLeaders(new Float64Array(50).fill(1), null)).toHaveLength(20);
  });
});

describe("rankByWords", () => {
  it("lists those that hold all words, then the others and those near, and no more", () => {
    expect(rankByWords(match([0, 1, 0, 0, 0]), findNearest, 10, null)).toMatchObject({
      rows: Uint32Array.of(1, 0, 2, 3),
      whole: 1,
      found: 4,
    });
  });

  it("leaves out what a clause or the mask leaves out; the mask moves no other", () => {
    const rows = (allowed: Uint8Array | null, mask: Uint8Array | null) => [
      ...rankByWords(match([0, 0, 0, 0, 0], allowed), findNearest, 10, mask).rows,
    ];
    expect(rows(null, Uint8Array.of(0, 1, 1, 1, 1))).toEqual([1, 2, 3]);
    expect(rows(Uint8Array.of(0, 1, 1, 1, 1), null)).toEqual([1, 3]);
    expect(rows(Uint8Array.of(1, 1, 1, 0, 1), Uint8Array.of(1, 0, 1, 1, 1))).toEqual([0, 2]);
  });
});
