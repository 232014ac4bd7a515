import { describe, expect, it } from "vitest";
import { countCrowd, findBirths } from "../../pipeline/growth/find-births.ts";
import { normalizeRows } from "../../pipeline/numeric/vectors.ts";
import { createRandom } from "../../pipeline/random.ts";
import { drawBlobs } from "../numeric/points.ts";

const { vectors, blobOf } = drawBlobs(4, 30, 8, 3);
const sharp = normalizeRows({ ...vectors, values: vectors.values.map((value) => value - 2.5) });

/** Papers of three topics of the fit, and those that `isPlaced` names as having come since. */
function find(isPlaced: boolean[], isUnsettled: boolean[]) {
  const topicOf = blobOf.map((blob, row) => (isUnsettled[row] || blob === 3 ? -1 : blob));
  return findBirths({ sharp, topicOf, k: 3, isPlaced, isUnsettled }, createRandom(1, "births"));
}

describe("a topic is born", () => {
  it("of papers that fit nowhere, hold together and lie apart", async () => {
    const isNew = Array.from(blobOf, (blob) => blob === 3);
    const born = await find(isNew, isNew);
    expect(born).toHaveLength(1);
    expect(born[0]!.rows.every((row) => blobOf[row] === 3)).toBe(true);
    expect(born[0]!.rows.length).toBeGreaterThan(20);
    expect(born[0]!.stability).toBeGreaterThan(0.6);
  });

  it("not of a few, nor of papers that came to the topics there are", async () => {
    let seen = 0;
    const few = Array.from(blobOf, (blob) => blob === 3 && seen++ < 6);
    expect(await find(few, few)).toEqual([]);
    const spread = Array.from(blobOf, (blob, row) => blob !== 3 && row % 5 === 0);
    expect(await find(spread, spread)).toEqual([]);
  });
});

describe("countCrowd", () => {
  it("is the least count that chance reaches in one of twenty cases at most", () => {
    // Of 10 draws at .2: P(X >= 5) = .0328, P(X >= 4) = .1209.
    expect(countCrowd(10, 0.2)).toBe(5);
    expect(countCrowd(10, 0)).toBe(1);
    expect(countCrowd(2, 0.5)).toBe(3);
  });
});
