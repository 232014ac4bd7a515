import { describe, expect, it } from "vitest";
import { scoreByComplement } from "../../pipeline/numeric/complement-naive-bayes.ts";
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

/** A row for each term, which has nothing else: its scores are the term's weights. */
const TERMS_ALONE: SparseMatrix = {
  rows: 4,
  columns: 4,
  starts: Int32Array.of(0, 1, 2, 3, 4),
  columnIndices: Int32Array.of(0, 1, 2, 3),
  values: Float64Array.of(1, 1, 1, 1),
};

describe("scoreByComplement", () => {
  // ComplementNB(alpha=0.3) of scikit-learn 1.9.1: feature_log_prob_ and predict_joint_log_proba of these rows.
  it("has the weights and scores of scikit-learn's ComplementNB", () => {
    const classOf = Int32Array.of(0, 1, 2, 2, 0);
    const weights = [1.386294, 1.280934, 1.714798, 0.538997, 1.591089, 1.347074, 2.484907, 1.155771, 1.07881];
    expectClose(scoreByComplement(TERMS_ALONE, TERMS, classOf, 3), [...weights, 2.484907, 1.591089, 1.514128]);
    const scores = [2.819702, 1.693177, 1.891927, 0.538997, 1.591089, 1.347074, 1.262974, 2.041431, 2.106538];
    expectClose(scoreByComplement(TERMS, TERMS, classOf, 3), [...scores, 0, 0, 0, 3.478869, 1.966333, 1.858588]);
  });

  it("learns nothing from rows without a class", () => {
    const some = scoreByComplement(TERMS, TERMS, Int32Array.of(0, 1, -1, -1, -1), 2);
    const fewer = { ...TERMS, rows: 2, starts: TERMS.starts.slice(0, 3) };
    expectClose(some, [...scoreByComplement(TERMS, fewer, Int32Array.of(0, 1), 2)]);
  });

  it("gives the same to the bit however many classes are held at once", () => {
    const classOf = Int32Array.of(0, 1, 2, 2, 0);
    const wanted = scoreByComplement(TERMS, TERMS, classOf, 3);
    for (const atOnce of [1, 2]) expect(scoreByComplement(TERMS, TERMS, classOf, 3, atOnce)).toEqual(wanted);
  });
});
