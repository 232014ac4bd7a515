import { describe, expect, it } from "vitest";
import { measureAgreement, scorePartition } from "../../pipeline/evaluation/partition-scores.ts";
import { countContingency } from "../../pipeline/numeric/contingency.ts";
import { computeExpectedMutualInformation } from "../../pipeline/numeric/expected-mutual-information.ts";
import { createRandom } from "../../pipeline/random.ts";
import scikitLearn from "../fixtures/partition-scores.json" with { type: "json" };

describe("scorePartition", () => {
  it.each(scikitLearn)("agrees with scikit-learn: $name", ({ truth, found, scores }) => {
    const ours = scorePartition(truth, found);
    expect(Object.keys(ours).sort()).toEqual(Object.keys(scores).sort());
    for (const [name, value] of Object.entries(scores)) {
      expect(ours[name as keyof typeof ours], name).toBeCloseTo(value, 7);
    }
  });

  it("gives the values worked out by hand", () => {
    // Four rows, true halves; found: three and one. Mutual information ln 2 - (3/4)(ln 3 - (2/3) ln 2).
    const information = Math.log(2) - 0.75 * (Math.log(3) - (2 / 3) * Math.log(2));
    const found = Math.log(4) - 0.75 * Math.log(3);
    const scores = scorePartition([0, 0, 1, 1], [0, 0, 0, 1]);
    expect(scores.homogeneity).toBeCloseTo(information / Math.log(2), 12);
    expect(scores.completeness).toBeCloseTo(information / found, 12);
    expect(scores.purity).toBe(0.75);
  });

  it("tells true from found: too many groups are homogeneous, too few complete", () => {
    const truth = [0, 0, 0, 0, 1, 1, 1, 1];
    const finer = [0, 0, 1, 1, 2, 2, 3, 3];
    expect(scorePartition(truth, finer)).toMatchObject({ homogeneity: 1, purity: 1 });
    expect(scorePartition(finer, truth)).toMatchObject({ completeness: 1, purity: 0.5 });
    expect(scorePartition(truth, finer).completeness).toBeCloseTo(0.5, 12);
  });

  it("gives chance about 0 after adjusting, where the unadjusted scores grow with the number of groups", () => {
    const random = createRandom(1, "partition scores");
    const draw = (groups: number) => Array.from({ length: 400 }, () => random.integer(groups));
    const scores = scorePartition(draw(10), draw(60));
    expect(Math.abs(scores.ami)).toBeLessThan(0.05);
    expect(scores.nmi).toBeGreaterThan(0.2);
  });

  it("throws on lists of unequal length, and names both", () => {
    expect(() => scorePartition([0, 1], [0, 1, 2])).toThrow("partitions to compare: 2 rows against 3");
  });
});

describe("computeExpectedMutualInformation", () => {
  it.each(scikitLearn)("agrees with scikit-learn: $name", ({ truth, found, expectedMutualInformation }) => {
    const expected = computeExpectedMutualInformation(countContingency(truth, found));
    expect(expected).toBeCloseTo(expectedMutualInformation, 8);
  });
});

describe("measureAgreement", () => {
  it("is 1 for one partition under three numberings, and the mean over all pairs otherwise", () => {
    const same = [
      [0, 0, 1, 1],
      [1, 1, 0, 0],
      [7, 7, 3, 3],
    ];
    expect(measureAgreement(same)).toBe(1);
    // Crossed halves: each pair of different partitions scores -0.5.
    expect(measureAgreement([...same.slice(0, 2), [0, 1, 0, 1]])).toBeCloseTo((1 - 0.5 - 0.5) / 3, 12);
  });

  it("is not a number for one partition alone", () => {
    expect(measureAgreement([[0, 1]])).toBeNaN();
  });
});
