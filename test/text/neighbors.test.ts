import { describe, expect, it } from "vitest";
import { countNeighbor, isWholeOnSide, type Neighbors } from "../../pipeline/text/neighbors.ts";

function count(words: (string | undefined)[]): Neighbors {
  const neighbors: Neighbors = { open: 0, words: new Map() };
  for (const word of words) countNeighbor(neighbors, word);
  return neighbors;
}
const isWhole = (...words: (string | undefined)[]) => isWholeOnSide(count(words), words.length, 0.35);
const none = undefined;

describe("isWholeOnSide", () => {
  it("takes what is open in 35 % of its uses", () => {
    expect(isWhole(none, none, none, none, none, none, none, ...Array(13).fill("reuse"))).toBe(true);
    expect(isWhole(none, none, none, none, none, none, ...Array(14).fill("reuse"))).toBe(false);
  });

  it("takes what is open in a tenth and stands before three words, none of them in two fifths", () => {
    const spread = ["size", "size", "size", "reuse", "reuse", "reuse", "layout", "layout", "layout"];
    expect(isWhole(none, ...spread)).toBe(true);
    expect(isWhole(none, ...spread, "size", "layout")).toBe(false);
    expect(isWhole(none, none, "size", "size", "size", "reuse", "reuse", "reuse")).toBe(false);
    expect(isWhole(none, "size", "size", "size", "size", "reuse", "reuse", "layout", "layout", "layout")).toBe(false);
  });
});
