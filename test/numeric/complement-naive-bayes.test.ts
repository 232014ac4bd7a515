import { describe, expect, it } from "vitest";
import { learnComplementNaiveBayes, scoreByTerms } from "../../pipeline/numeric/complement-naive-bayes.ts";
import type { SparseMatrix } from "../../pipeline/numeric/tf-idf.ts";

const TERMS: SparseMatrix = {
  rows: 5,
  columns: 4,
  starts: Int32Array.of(0, 2, 3, 5, 5, 7),
  columnIndices: Int32Array.of(0, 2, 1, 0, 1, 2, 3),
  values: Float64Array.of(0.6, 0.8, 1, 0.6, 0.8, 0.6, 0.8),
};

function expectClose(found: Iterable<number>, wanted: readonly number[]): void {
  const values = [...found];
  expect(values.length).toBe(wanted.length);
  wanted.forEach((value, index) => {
    expect(values[index]).toBeCloseTo(value, 5);
  });
}

describe("learnComplementNaiveBayes", () => {
  // ComplementNB(alpha=0.3) of scikit-learn 1.9.1: feature_log_prob_ and predict_joint_log_proba of these rows.
  it("has the weights and scores of scikit-learn's ComplementNB", () => {
    const learnt = learnComplementNaiveBayes(TERMS, Int32Array.of(0, 1, 2, 2, 0), 3);
    const weights = [1.386294, 0.538997, 2.484907, 2.484907, 1.280934, 1.591089, 1.155771, 1.591089];
    expectClose(learnt.weights, [...weights, 1.714798, 1.347074, 1.07881, 1.514128]);
    const scores = [2.819702, 1.693177, 1.891927, 0.538997, 1.591089, 1.347074, 1.262974, 2.041431, 2.106538];
    expectClose(scoreByTerms(TERMS, learnt), [...scores, 0, 0, 0, 3.478869, 1.966333, 1.858588]);
  });

  it("learns nothing from rows without a class", () => {
    const some = learnComplementNaiveBayes(TERMS, Int32Array.of(0, 1, -1, -1, -1), 2);
    const fewer = { ...TERMS, rows: 2, starts: TERMS.starts.slice(0, 3) };
    expectClose(some.weights, [...learnComplementNaiveBayes(fewer, Int32Array.of(0, 1), 2).weights]);
  });
});
