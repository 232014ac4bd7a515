import { describe, expect, it } from "vitest";
import { createRandom } from "../../pipeline/random.ts";
import {
  chooseTopicCount,
  judgeTopicCounts,
  type ScanRow,
  scanTopicCounts,
} from "../../pipeline/topics/topic-count-scan.ts";
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

describe("chooseTopicCount", () => {
  it("takes the one that stands out", () => {
    expect(chooseTopicCount(scanOf([0.1, 0.2, 0.5, 0.2, 0.1]))).toEqual({
      k: 4,
      reason: "clearly the best score (silhouette 0.500, stability 1.00, prediction 1.00)",
    });
  });

  it("takes the best, and names those that are nearly as good, where they are few", () => {
    const { k, reason } = chooseTopicCount(scanOf([0.1, 0.5, 0.2, 0.2, 0.2, 0.45, 0.1, 0.1]));
    expect(k).toBe(3);
    expect(reason).toBe("the best score, nearly as good: 7 (silhouette 0.500, stability 1.00, prediction 1.00)");
  });

  it("takes the smaller of equals", () => {
    expect(chooseTopicCount(scanOf([0.1, 0.5, 0.1, 0.1, 0.5, 0.1])).k).toBe(3);
  });

  it("takes the finest peak near the best, and says so, where halves do not predict each other", () => {
    const scores = [0.1, 0.49, 0.5, 0.47, 0.46, 0.1, 0.45, 0.47, 0.46, 0.2];
    const scan = scanOf(scores).map((row) => ({ ...row, prediction: 0.6 }));
    expect(chooseTopicCount(scan)).toEqual({
      k: 9,
      reason:
        "no number is clear, as halves of the papers predict each other at 0.60 only: k = 4 scores best, and this is the finest peak " +
        "near it, nearly as good: 6 others from 3 to 10 (silhouette 0.470, stability 1.00, prediction 0.60)",
    });
    expect(chooseTopicCount(scanOf(scores)).k).toBe(4);
  });

  it("says that the best is the largest that was tried", () => {
    expect(chooseTopicCount(scanOf([0.1, 0.2, 0.5])).reason).toContain("; it is the largest that was tried (");
  });

  it("takes the smallest and says that there is no structure where every score is 0", () => {
    expect(chooseTopicCount(scanOf([0, 0, 0]))).toEqual({
      k: 2,
      reason: "no number of topics shows any structure; this is the smallest tried",
    });
    expect(judgeTopicCounts(scanOf([0, 0]))).toEqual(["best", "no structure"]);
  });

  it("takes the only one", () => {
    expect(chooseTopicCount(scanOf([0.3])).k).toBe(2);
  });
});

describe("judgeTopicCounts", () => {
  it("names the signal that falls shortest of the best number's", () => {
    const row = (k: number, silhouette: number, stability: number, prediction: number): ScanRow => ({
      ...{ k, silhouette, stability, recurrence: 1, prediction, inertia: 1 },
      product: 0,
      score: silhouette * stability * prediction * (1 - 1 / k) ** 1.5,
    });
    const scan = [row(2, 0.1, 0.9, 0.9), row(3, 0.2, 0.8, 0.8), row(4, 0.2, 0.78, 0.79), row(5, 0.2, 0.2, 0.7)];
    expect(judgeTopicCounts([...scan, row(6, 0.3, 0.6, 0.1)])).toEqual([
      "weaker: topics less apart",
      "nearly as good",
      "best",
      "weaker: subsamples agree less",
      "weaker: halves predict each other less",
    ]);
  });
});

function scanOf(scores: number[]): ScanRow[] {
  return scores.map((score, index) => ({
    ...{ k: index + 2, silhouette: score, stability: 1, recurrence: 1, prediction: 1, inertia: 1 },
    product: score,
    score,
  }));
}
