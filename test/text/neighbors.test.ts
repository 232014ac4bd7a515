import { describe, expect, it } from "vitest";
import { isWholeOnSide, NeighborCounter, NO_NEIGHBOR, type Side } from "../../pipeline/text/neighbors.ts";

function count(words: (string | undefined)[]): Side {
  const side = { open: 0, different: 0, most: 0 };
  const counter = new NeighborCounter();
  for (const word of words) counter.count(side, 0, word === undefined ? NO_NEIGHBOR : words.indexOf(word));
  return side;
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
