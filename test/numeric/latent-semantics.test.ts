import { describe, expect, it } from "vitest";
import { computeLatentSemantics, foldIntoLatentSemantics } from "../../pipeline/numeric/latent-semantics.ts";
import { computeTfIdf } from "../../pipeline/numeric/tf-idf.ts";
import { createRandom } from "../../pipeline/random.ts";
import scikitLearn from "../fixtures/scikit-learn-values.json" with { type: "json" };
import { rowsOf } from "./points.ts";

const EVERYTHING = { minDocumentCount: 1, maxDocumentShare: 1 };
const reduce = (documents: string[][], dimensions: number, seed = 1) =>
  computeLatentSemantics(computeTfIdf(documents, EVERYTHING), dimensions, createRandom(seed, "lsa"));

function norms(rows: number[][]): number[] {
  return rows[0]!.map((_, column) => Math.hypot(...rows.map((row) => row[column]!)));
}

describe("computeLatentSemantics", () => {
  it("agrees with scikit-learn's TruncatedSVD on singular values, and on coordinates up to sign", () => {
    const { singularValues, coordinates } = scikitLearn.latentSemantics;
    const found = rowsOf(reduce(scikitLearn.tfIdf.documents, 4));
    norms(found).forEach((value, column) => {
      expect(value).toBeCloseTo(singularValues[column]!, 5);
    });
    for (let column = 0; column < 4; column++) {
      const sign = Math.sign(found[0]![column]! * coordinates[0]![column]!);
      coordinates.forEach((row, index) => {
        expect(sign * found[index]![column]!).toBeCloseTo(row[column]!, 4);
      });
    }
  });

  it("finds the same whatever the random start", () => {
    const [first, second] = [1, 2].map((seed) => rowsOf(reduce(scikitLearn.tfIdf.documents, 3, seed)).flat());
    first!.forEach((value, index) => {
      expect(Math.abs(value)).toBeCloseTo(Math.abs(second![index]!), 4);
    });
  });

  it("finds the leading directions of a matrix larger than its sketch", () => {
    // Forty documents of three vocabularies: three directions hold nearly everything.
    const random = createRandom(3, "vocabularies");
    const documents = Array.from({ length: 120 }, (_, row) =>
      Array.from({ length: 60 }, () => `${"abc"[row % 3]}${random.integer(30)}`),
    );
    const found = rowsOf(reduce(documents, 30));
    const [, , third, fourth] = norms(found);
    expect(fourth).toBeLessThan(0.5 * third!);
    const cosine = (a: number[], b: number[]) =>
      a.slice(0, 3).reduce((sum, value, d) => sum + value * b[d]!, 0) /
      (Math.hypot(...a.slice(0, 3)) * Math.hypot(...b.slice(0, 3)));
    expect(cosine(found[0]!, found[3]!)).toBeGreaterThan(0.9);
    expect(Math.abs(cosine(found[0]!, found[1]!))).toBeLessThan(0.1);
  });

  it("gives a document without terms a row of zeros", () => {
    const rows = rowsOf(reduce([["a", "b"], [], ["b", "c"]], 2));
    expect(rows[1]).toEqual([0, 0]);
    expect(rows.flat().every(Number.isFinite)).toBe(true);
  });

  it("is finite where rows depend on each other", () => {
    const rows = rowsOf(reduce(Array(6).fill(["a", "b"]), 5));
    expect(rows.flat().every(Number.isFinite)).toBe(true);
    expect(norms(rows)[0]).toBeCloseTo(Math.sqrt(6), 5);
  });

  it("has no columns where there are no terms", () => {
    expect(reduce([[], []], 5)).toEqual({ values: new Float32Array(0), dimensions: 0 });
  });
});

describe("foldIntoLatentSemantics", () => {
  const random = createRandom(5, "documents");
  const words = Array.from({ length: 40 }, (_, word) => `word ${word}`);
  const documents = Array.from({ length: 30 }, () => Array.from({ length: 8 }, () => words[random.integer(40)]!));
  const matrix = computeTfIdf([...documents, []], EVERYTHING);

  it("gives known documents their own coordinates, by pairs of documents and by directions of terms", () => {
    const coordinates = computeLatentSemantics(matrix, 4, createRandom(1, "lsa"));
    for (const mostPairs of [0, 1_000_000]) {
      const folded = foldIntoLatentSemantics(matrix, matrix, coordinates, mostPairs);
      expect(folded.dimensions).toBe(4);
      for (const [entry, value] of folded.values.entries()) expect(value).toBeCloseTo(coordinates.values[entry]!, 5);
    }
  });
});
