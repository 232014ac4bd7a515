import { expect, it } from "vitest";
import { computeLeadingEigenvectors } from "../../pipeline/numeric/eigen.ts";
import { drawCloud } from "./points.ts";

const columnOf = ({ vectors, count }: { vectors: Float64Array; count: number }, column: number) =>
  [...vectors].filter((_, index) => index % count === column);

it("gives the eigenvalues and vectors worked out by hand, the largest first", () => {
  const found = computeLeadingEigenvectors(Float64Array.from([2, 1, 0, 1, 2, 0, 0, 0, -5]), 3, 3);
  [3, 1, -5].forEach((value, index) => {
    expect(found.values[index]).toBeCloseTo(value, 10);
  });
  [Math.SQRT1_2, Math.SQRT1_2, 0].forEach((value, row) => {
    expect(columnOf(found, 0)[row]).toBeCloseTo(value, 10);
  });
  expect(columnOf(found, 2)[2]).toBeCloseTo(1, 10);
});

it("returns as many as asked for, and at most as many as there are", () => {
  const identity = Float64Array.from([1, 0, 0, 1]);
  expect(computeLeadingEigenvectors(identity, 2, 1).vectors.length).toBe(2);
  expect(computeLeadingEigenvectors(identity, 2, 9).count).toBe(2);
});

it("makes the largest component of each vector positive", () => {
  // Each matrix is a rank-one outer product, whose eigenvector is known but for its sign.
  for (const vector of [
    [-0.8, 0.6],
    [0.6, -0.8],
    [0.8, 0.6],
    [-0.6, -0.8],
  ]) {
    const outer = Float64Array.from([0, 1, 2, 3], (cell) => vector[cell >> 1]! * vector[cell & 1]!);
    const found = columnOf(computeLeadingEigenvectors(outer, 2, 1), 0);
    const sign = Math.abs(vector[0]!) > Math.abs(vector[1]!) ? Math.sign(vector[0]!) : Math.sign(vector[1]!);
    vector.forEach((value, row) => {
      expect(found[row]).toBeCloseTo(sign * value, 10);
    });
  }
});

it("gives orthonormal vectors that the matrix only stretches", () => {
  const size = 12;
  const { values } = drawCloud(size, size);
  const symmetric = Float64Array.from({ length: size * size }, (_, cell) => {
    const [row, column] = [Math.floor(cell / size), cell % size];
    return values[row * size + column]! + values[column * size + row]!;
  });
  const found = computeLeadingEigenvectors(symmetric, size, size);
  expect([...found.values]).toEqual([...found.values].sort((a, b) => b - a));
  for (let i = 0; i < size; i++) {
    const own = columnOf(found, i);
    own.forEach((value, row) => {
      const image = own.reduce((sum, other, column) => sum + symmetric[row * size + column]! * other, 0);
      expect(image).toBeCloseTo(found.values[i]! * value, 8);
    });
    for (let j = 0; j < size; j++) {
      const dot = columnOf(found, j).reduce((sum, value, row) => sum + value * own[row]!, 0);
      expect(dot).toBeCloseTo(i === j ? 1 : 0, 8);
    }
    expect(own.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0)).toBeGreaterThan(0);
  }
});
