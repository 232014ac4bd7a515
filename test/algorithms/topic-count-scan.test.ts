import { describe, expect, it } from "vitest";
import { chooseTopicCount, type ScanRow, scanTopicCounts } from "../../pipeline/algorithms/topic-count-scan.ts";
import { createRandom } from "../../pipeline/random.ts";
import { drawBlobs, drawCloud } from "./points.ts";

const OPTIONS = { candidates: [2, 3, 4, 5, 6, 7, 8], restarts: 4, pairs: 4, subsampleShare: 0.8 };
const CLOUD = drawCloud(60, 5);

describe("scanTopicCounts", () => {
  it.each([3, 6])("scores the true number of %i separated blobs highest", (blobs) => {
    const { vectors } = drawBlobs(blobs, 20, 8, 0.5);
    const scan = scanTopicCounts({ smooth: vectors, sharp: vectors }, OPTIONS, createRandom(1, "scan"));
    const [best] = [...scan].sort((a, b) => b.score - a.score);
    expect(best!.k).toBe(blobs);
    expect(best!.stability).toBe(1);
    expect(best!.silhouette).toBeGreaterThan(0.8);
    expect(chooseTopicCount(scan, vectors.values.length / 8)).toEqual({
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

describe("chooseTopicCount", () => {
  const scanOf = (scores: number[]): ScanRow[] =>
    scores.map((score, index) => ({ k: index + 2, silhouette: score, stability: 1, inertia: 1, score }));

  it("takes the one that stands out, whatever the number of papers", () => {
    const scan = scanOf([0.1, 0.2, 0.5, 0.2, 0.1]);
    const choice = { k: 4, reason: "clearly the best score (silhouette 0.500, stability 1.00)" };
    expect(chooseTopicCount(scan, 10)).toEqual(choice);
    expect(chooseTopicCount(scan, 10_000)).toEqual(choice);
  });

  it("takes the best, and names those that are nearly as good, where they are few", () => {
    const { k, reason } = chooseTopicCount(scanOf([0.1, 0.5, 0.2, 0.2, 0.2, 0.45, 0.1, 0.1]), 100);
    expect(k).toBe(3);
    expect(reason).toBe("the best score, nearly as good: 7 (silhouette 0.500, stability 1.00)");
  });

  it("takes the smaller of equals", () => {
    expect(chooseTopicCount(scanOf([0.1, 0.5, 0.1, 0.1, 0.5, 0.1]), 100).k).toBe(3);
  });

  it("takes the best near the usual number, and says so, where the scan is flat", () => {
    // 128 papers: the usual number is 8, and 5 to 12 are near it.
    const { k, reason } = chooseTopicCount(scanOf([0.5, 0.49, 0.49, 0.47, 0.46, 0.48, 0.47, 0.46, 0.45, 0.49]), 128);
    expect(k).toBe(11);
    expect(reason).toContain("no number is clearly best");
    expect(reason).toContain("10 of 10 tried score within a fifth of the best, k = 2");
    expect(reason).toContain("= 8");
  });

  it("takes the best of all where the scan is flat and none is near the usual number", () => {
    const { k, reason } = chooseTopicCount(scanOf([0.48, 0.5, 0.49, 0.49]), 20_000);
    expect(k).toBe(3);
    expect(reason).toContain("none near the usual √(papers/2) = 100 was tried");
  });

  it("takes the smallest and says that there is no structure where every score is 0", () => {
    expect(chooseTopicCount(scanOf([0, 0, 0]), 100)).toEqual({
      k: 2,
      reason: "no number of topics shows any structure; this is the smallest tried",
    });
  });

  it("takes the only one", () => {
    expect(chooseTopicCount(scanOf([0.3]), 12).k).toBe(2);
  });
});
