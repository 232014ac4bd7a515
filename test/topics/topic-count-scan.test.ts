import { describe, expect, it } from "vitest";
import { createRandom } from "../../pipeline/random.ts";
import { chooseTopicCount } from "../../pipeline/topics/topic-count-choice.ts";
import { listTopicCounts, scanTopicCounts } from "../../pipeline/topics/topic-count-scan.ts";
import { drawBlobs, drawCloud } from "../numeric/points.ts";

const OPTIONS = { candidates: [2, 3, 4, 5, 6, 7, 8], restarts: 4, pairs: 4, subsampleShare: 0.8, splits: 3 };
const CLOUD = drawCloud(60, 5);

describe("scanTopicCounts", () => {
  it.each([3, 6])("scores the true number of %i separated blobs highest", (blobs) => {
    const { vectors } = drawBlobs(blobs, 20, 8, 0.5);
    const scan = scanTopicCounts({ smooth: vectors, sharp: vectors }, OPTIONS, createRandom(1, "scan"));
    const [best] = [...scan].sort((a, b) => b.score - a.score);
    expect(best!.k).toBe(blobs);
    expect(best!.stability).toBe(1);
    expect(best!.recurrence).toBe(1);
    expect(best!.prediction).toBe(1);
    expect(best!.silhouette).toBeGreaterThan(0.8);
    expect(chooseTopicCount(scan)).toEqual({
      k: blobs,
      reason: expect.stringMatching(/^(clearly )?the best score/),
    });
  });

  it("clusters the smooth space and measures the silhouette in the sharp one", () => {
    const { vectors: smooth } = drawBlobs(3, 20, 5, 0.5);
    const [row] = scanTopicCounts({ smooth, sharp: CLOUD }, { ...OPTIONS, candidates: [3] }, createRandom(1, "scan"));
    expect(row!.stability).toBe(1);
    expect(Math.abs(row!.silhouette)).toBeLessThan(0.1);
  });

  it("measures each candidate once, in order, with an inertia that falls", () => {
    let measured = 0;
    const scan = scanTopicCounts({ smooth: CLOUD, sharp: CLOUD }, OPTIONS, createRandom(1, "scan"), () => measured++);
    expect(scan.map(({ k }) => k)).toEqual(OPTIONS.candidates);
    expect(measured).toBe(OPTIONS.candidates.length);
    const inertias = scan.map(({ inertia }) => inertia);
    expect(inertias).toEqual([...inertias].sort((a, b) => b - a));
  });

  it("scores a number by the products of those around it", () => {
    const scan = scanTopicCounts(
      { smooth: CLOUD, sharp: CLOUD },
      { ...OPTIONS, candidates: [10, 11, 30] },
      createRandom(1, "scan"),
    );
    const near = Math.exp(-0.5 * (Math.log(11 / 10) / 0.1) ** 2);
    const [ten, eleven, thirty] = scan.map(({ product }) => product);
    expect(scan[0]!.score).toBeCloseTo((ten! + near * eleven!) / (1 + near), 6);
    expect(scan[2]!.score).toBeCloseTo(thirty!, 6);
  });

  it("gives the same scan for the same seed", () => {
    const scan = () => scanTopicCounts({ smooth: CLOUD, sharp: CLOUD }, OPTIONS, createRandom(9, "scan"));
    expect(scan()).toEqual(scan());
  });

  it("can try as many topics as there are rows, and finds no structure in equal rows", () => {
    const four = drawCloud(4, 2);
    const options = { ...OPTIONS, candidates: [2, 3, 4] };
    expect(scanTopicCounts({ smooth: four, sharp: four }, options, createRandom(1, "scan")).length).toBe(3);
    const equal = { values: new Float32Array(40).fill(0.5), dimensions: 2 };
    const scan = scanTopicCounts({ smooth: equal, sharp: equal }, options, createRandom(1, "scan"));
    expect(scan.every(({ score }) => score === 0)).toBe(true);
  });
});

describe("listTopicCounts", () => {
  it("goes from 2 to a sixth of the papers where they are few, to the root of twice their number where they are many", () => {
    expect(listTopicCounts(30, 40)).toEqual([2, 3, 4, 5]);
    expect(listTopicCounts(450, 40).at(-1)).toBe(30);
    expect(listTopicCounts(5000, 40).at(-1)).toBe(40);
  });

  it("tries two topics, however few the papers are", () => {
    expect(listTopicCounts(3, 40)).toEqual([2]);
  });
});
