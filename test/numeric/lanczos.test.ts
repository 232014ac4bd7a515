import { describe, expect, it } from "vitest";
import { computeLeadingEigenvectors } from "../../pipeline/numeric/eigen.ts";
import { findLeadingEigenpairs } from "../../pipeline/numeric/lanczos.ts";
import { createRandom, drawNormal } from "../../pipeline/random.ts";

/** Returns a function that multiplies by a symmetric matrix, given by rows. */
const multiplyBy = (matrix: Float64Array, size: number) => (vector: Float64Array) =>
  Float64Array.from({ length: size }, (_, row) =>
    vector.reduce((sum, value, column) => sum + matrix[row * size + column]! * value, 0),
  );

function drawVectors(seed: number, size: number): () => Float64Array {
  const random = createRandom(seed, "start");
  return () => Float64Array.from({ length: size }, () => drawNormal(random));
}

/** Returns G G^T of random G, size x rank: positive semidefinite and of that rank. */
function drawMatrix(seed: number, size: number, rank: number): Float64Array {
  const factors = Array.from({ length: rank }, drawVectors(seed, size));
  return Float64Array.from({ length: size * size }, (_, entry) =>
    factors.reduce((sum, factor) => sum + factor[Math.floor(entry / size)]! * factor[entry % size]!, 0),
  );
}

const diagonal = (...values: number[]) =>
  Float64Array.from({ length: values.length ** 2 }, (_, entry) =>
    entry % (values.length + 1) === 0 ? values[entry / (values.length + 1)]! : 0,
  );

describe("findLeadingEigenpairs", () => {
  it("finds those of a small diagonal matrix, the largest first, its largest component positive", () => {
    const { values, vectors } = findLeadingEigenpairs(multiplyBy(diagonal(2, 5, 3), 3), drawVectors(1, 3), 2);
    expect([...values].map((value) => Number(value.toFixed(9)))).toEqual([5, 3]);
    expect(vectors.map((vector) => [...vector].map((value) => Math.round(value * 1e6) / 1e6 + 0))).toEqual([
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });

  it("agrees with a dense decomposition", () => {
    const size = 60;
    const matrix = drawMatrix(2, size, size);
    const dense = computeLeadingEigenvectors(matrix, size, 8);
    const { values, vectors } = findLeadingEigenpairs(multiplyBy(matrix, size), drawVectors(3, size), 8);
    values.forEach((value, index) => {
      expect(value / dense.values[index]!).toBeCloseTo(1, 9);
      const cosine = vectors[index]!.reduce((sum, x, row) => sum + x * dense.vectors[row * 8 + index]!, 0);
      expect(cosine).toBeCloseTo(1, 7);
    });
  });

  it("finds the same from another start", () => {
    const matrix = drawMatrix(4, 50, 50);
    const [first, second] = [5, 6].map((seed) =>
      findLeadingEigenpairs(multiplyBy(matrix, 50), drawVectors(seed, 50), 5),
    );
    first!.vectors.forEach((vector, index) => {
      vector.forEach((value, row) => {
        expect(value).toBeCloseTo(second!.vectors[index]![row]!, 6);
      });
    });
  });

  it("finds every one of equal eigenvalues", () => {
    const { values } = findLeadingEigenpairs(multiplyBy(diagonal(4, 4, 4, 1), 4), drawVectors(7, 4), 4);
    expect([...values].map((value) => Number(value.toFixed(8)))).toEqual([4, 4, 4, 1]);
  });

  it("returns fewer where the range of the matrix has fewer dimensions", () => {
    const matrix = drawMatrix(8, 20, 3);
    const apply = multiplyBy(matrix, 20);
    const draw = drawVectors(9, 20);
    const { values, vectors } = findLeadingEigenpairs(apply, () => apply(draw()), 6);
    expect(values.length).toBe(3);
    expect(vectors.length).toBe(3);
  });
});
