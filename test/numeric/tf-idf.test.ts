import { describe, expect, it } from "vitest";
import { computeTfIdf, type SparseMatrix } from "../../pipeline/numeric/tf-idf.ts";
import scikitLearn from "../fixtures/scikit-learn-values.json" with { type: "json" };

const EVERYTHING = { minDocumentCount: 1, maxDocumentShare: 1 };

function denseRows(matrix: SparseMatrix): number[][] {
  return Array.from({ length: matrix.rows }, (_, row) => {
    const dense = new Array<number>(matrix.columns).fill(0);
    for (let entry = matrix.starts[row]!; entry < matrix.starts[row + 1]!; entry++) {
      dense[matrix.columnIndices[entry]!] = matrix.values[entry]!;
    }
    return dense;
  });
}

function expectRows(found: number[][], wanted: number[][]): void {
  expect(found.length).toBe(wanted.length);
  wanted.flat().forEach((value, index) => {
    expect(found.flat()[index]).toBeCloseTo(value, 6);
  });
}

describe("computeTfIdf", () => {
  it("gives the weights worked out by hand", () => {
    const found = computeTfIdf([["b", "a", "b"], ["a"]], EVERYTHING);
    expect(found.terms).toEqual(["a", "b"]);
    const [a, b] = [1, (1 + Math.log(2)) * (Math.log(3 / 2) + 1)];
    expectRows(denseRows(found), [
      [a / Math.hypot(a, b), b / Math.hypot(a, b)],
      [1, 0],
    ]);
  });

  it("agrees with scikit-learn's TfidfVectorizer", () => {
    const { documents, terms, matrix } = scikitLearn.tfIdf;
    const found = computeTfIdf(documents, EVERYTHING);
    expect(found.terms).toEqual(terms);
    expectRows(denseRows(found), matrix);
  });

  it("agrees with scikit-learn on which terms are too rare or too common", () => {
    const { terms, matrix, ...limits } = scikitLearn.tfIdf.limited;
    const found = computeTfIdf(scikitLearn.tfIdf.documents, limits);
    expect(found.terms).toEqual(terms);
    expectRows(denseRows(found), matrix);
  });

  it("has unit rows, and an empty one for a document without terms", () => {
    const found = computeTfIdf([["a", "b", "c"], [], ["c", "c"]], EVERYTHING);
    expect([...found.starts]).toEqual([0, 3, 3, 4]);
    expect(denseRows(found).map((row) => Math.round(1e6 * Math.hypot(...row)) / 1e6)).toEqual([1, 0, 1]);
  });

  it("has no columns where no term is left, and no rows where there are no documents", () => {
    expect(computeTfIdf([["a"], ["b"]], { minDocumentCount: 2, maxDocumentShare: 1 }).columns).toBe(0);
    expect(computeTfIdf([], EVERYTHING).rows).toBe(0);
  });

  it("takes any string as a term", () => {
    const terms = ["__proto__", "constructor", "", "🙂"];
    expect(new Set(computeTfIdf([terms], EVERYTHING).terms)).toEqual(new Set(terms));
  });
});
