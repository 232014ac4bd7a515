import { describe, expect, it } from "vitest";
import { chooseTopicCount, judgeTopicCounts } from "../../pipeline/topics/topic-count-choice.ts";
import type { ScanRow } from "../../pipeline/topics/topic-count-scan.ts";

function scanOf(scores: number[]): ScanRow[] {
  return scores.map((score, index) => ({
    k: index + 2,
    silhouette: score,
    stability: 1,
    recurrence: 1,
    prediction: 1,
    inertia: 1,
    product: score,
    score,
  }));
}

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
      k,
      silhouette,
      stability,
      recurrence: 1,
      prediction,
      inertia: 1,
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

  it("has nothing to say of no scan", () => {
    expect(judgeTopicCounts([])).toEqual([]);
  });
});
