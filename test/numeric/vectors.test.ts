import { describe, expect, it } from "vitest";
import {
  centerColumns,
  columnMeans,
  countVectors,
  dotProduct,
  joinColumns,
  normalizeRows,
  pickVectors,
  squaredNorms,
  viewVector,
} from "../../pipeline/numeric/vectors.ts";
import { drawCloud, rowsOf, vectorsOf } from "./points.ts";

const THREE = vectorsOf([
  [3, 4],
  [0, 2],
  [0, 0],
]);

it("counts rows, and none where there are no columns", () => {
  expect(countVectors(THREE)).toBe(3);
  expect(countVectors({ values: new Float32Array(0), dimensions: 0 })).toBe(0);
});

it("views a row without copying it", () => {
  const vectors = vectorsOf([[1], [2]]);
  viewVector(vectors, 1)[0] = 7;
  expect([...vectors.values]).toEqual([1, 7]);
});

it("picks rows in the order asked for, as a copy", () => {
  const picked = pickVectors(THREE, [1, 0, 1]);
  expect(rowsOf(picked)).toEqual([
    [0, 2],
    [3, 4],
    [0, 2],
  ]);
  picked.values.fill(9);
  expect([...viewVector(THREE, 1)]).toEqual([0, 2]);
});

it("multiplies rows of two sets", () => {
  expect(dotProduct(THREE, 0, vectorsOf([[1, 10]]), 0)).toBe(43);
  expect([...squaredNorms(THREE)]).toEqual([25, 4, 0]);
});

describe("normalizeRows", () => {
  it("scales rows to unit length and leaves a row of zeros", () => {
    const scaled = normalizeRows(THREE);
    [0.6, 0.8, 0, 1, 0, 0].forEach((value, index) => {
      expect(scaled.values[index]).toBeCloseTo(value, 7);
    });
  });

  it("has unit rows whatever their length was", () => {
    const cloud = drawCloud(50, 8);
    const stretched = { ...cloud, values: cloud.values.map((value, index) => value * 10 ** ((index % 7) - 3)) };
    for (const squared of squaredNorms(normalizeRows(stretched))) expect(squared).toBeCloseTo(1, 5);
  });
});

it("takes the mean row away", () => {
  expect([...columnMeans(THREE)]).toEqual([1, 2]);
  expect(rowsOf(centerColumns(THREE))).toEqual([
    [2, 2],
    [-1, 0],
    [-1, -2],
  ]);
});

it("joins the columns of two sets, the second weighted", () => {
  expect(
    rowsOf(
      joinColumns(
        vectorsOf([[1], [2]]),
        vectorsOf([
          [10, 20],
          [30, 40],
        ]),
        0.5,
      ),
    ),
  ).toEqual([
    [1, 5, 10],
    [2, 15, 20],
  ]);
});

it("joins a set without columns", () => {
  expect(joinColumns(THREE, { values: new Float32Array(0), dimensions: 0 }, 0.6)).toEqual(THREE);
});
