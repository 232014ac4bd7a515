import { describe, expect, it } from "vitest";
import { createRandom } from "../../pipeline/random.ts";
import {
  computeSharedInformation,
  drawHalves,
  measureParting,
  predictHalves,
} from "../../pipeline/topics/half-prediction.ts";
import { drawBlobs, drawCloud } from "../numeric/points.ts";

describe("computeSharedInformation", () => {
  it("is the mutual information less that of chance, as worked out by hand", () => {
    // Two pairs that agree share ln 2. Of the 3 ways to pair four rows 1 agrees (ln 2) and 2 cross (0): chance has ln 2 / 3.
    expect(computeSharedInformation([0, 0, 1, 1], [5, 5, 7, 7])).toBeCloseTo((2 / 3) * Math.LN2, 12);
    expect(computeSharedInformation([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-Math.LN2 / 3, 12);
  });

  it("is nothing where one side has a single group", () => {
    expect(computeSharedInformation([0, 0, 0], [0, 1, 2])).toBeCloseTo(0, 12);
  });
});

describe("predictHalves", () => {
  it("finds the blobs of one half in the other", () => {
    const { vectors } = drawBlobs(4, 20, 6, 0.5);
    const halves = drawHalves(80, 3, createRandom(1, "halves"));
    expect(predictHalves(vectors, halves, { k: 4, restarts: 4 }, createRandom(1, "k-means")).prediction).toBe(1);
  });

  it("splits all rows in two halves", () => {
    for (const { first, second } of drawHalves(7, 4, createRandom(1, "halves"))) {
      expect([first.length, second.length]).toEqual([3, 4]);
      expect([...first, ...second].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    }
  });
});

describe("measureParting", () => {
  it("is 1 for two blobs, low for one cloud, and 0 for a handful of rows", () => {
    const random = createRandom(1, "parting");
    expect(measureParting(drawBlobs(2, 20, 4, 0.5).vectors, 2, 6, random)).toBe(1);
    expect(measureParting(drawCloud(40, 8), 2, 6, random)).toBeLessThan(0.5);
    expect(measureParting(drawCloud(7, 2), 2, 6, random)).toBe(0);
  });
});
