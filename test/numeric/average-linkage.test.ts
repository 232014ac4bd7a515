import { expect, it } from "vitest";
import { groupByAverageLinkage } from "../../pipeline/numeric/average-linkage.ts";
import { normalizeRows } from "../../pipeline/numeric/vectors.ts";
import { drawBlobs, vectorsOf } from "../numeric/points.ts";

const at = (degrees: number) => [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];

it("joins rows while the mean cosine of two groups is large enough", () => {
  // cos 10° = .98; of 0 and 10 to 40: (cos 40° + cos 30°) / 2 = .82.
  const rows = vectorsOf([at(0), at(10), at(40), at(180)]);
  expect(groupByAverageLinkage(rows, 0.9)).toEqual([[0, 1], [2], [3]]);
  expect(groupByAverageLinkage(rows, 0.8)).toEqual([[0, 1, 2], [3]]);
  expect(groupByAverageLinkage(rows, -1)).toEqual([[0, 1, 2, 3]]);
});

it("finds groups that lie apart, and each row once", () => {
  const { vectors, blobOf } = drawBlobs(3, 12, 5, 1);
  const groups = groupByAverageLinkage(normalizeRows(vectors), 0.7);
  expect(groups.map((rows) => new Set(rows.map((row) => blobOf[row])).size)).toEqual([1, 1, 1]);
  expect(groups.flat().sort((a, b) => a - b)).toEqual([...blobOf.keys()]);
});

it("has a single row, or none, as it is", () => {
  expect(groupByAverageLinkage(vectorsOf([[1, 0]]), 0.5)).toEqual([[0]]);
  expect(groupByAverageLinkage({ values: new Float32Array(0), dimensions: 2 }, 0.5)).toEqual([]);
});
