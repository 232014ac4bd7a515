import { afterAll, beforeAll, expect, it } from "vitest";
import { MatrixProduct } from "../../pipeline/numeric/matrix-product.ts";
import { countVectors, dotProduct } from "../../pipeline/numeric/vectors.ts";
import { drawCloud, vectorsOf } from "./points.ts";

let product: MatrixProduct;
beforeAll(async () => {
  product = await MatrixProduct.open();
});
afterAll(() => product.close());

it("gives the product worked out by hand", async () => {
  const a = vectorsOf([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  const b = vectorsOf([
    [1, 0],
    [10, 100],
  ]);
  expect([...(await product.multiplyTransposed(a, b))]).toEqual([1, 210, 3, 430, 5, 650]);
});

it.each([
  [1, 1, 1],
  [1, 40, 7],
  [33, 1, 5],
  [17, 29, 384],
  [130, 3, 50],
])("agrees with a loop for %i rows by %i rows of %i columns", async (rowsA, rowsB, columns) => {
  const a = drawCloud(rowsA, columns, 1);
  const b = drawCloud(rowsB, columns, 2);
  const found = await product.multiplyTransposed(a, b);
  expect(found.length).toBe(rowsA * rowsB);
  for (let i = 0; i < countVectors(a); i++) {
    for (let j = 0; j < countVectors(b); j++) {
      expect(Math.abs(found[i * rowsB + j]! - dotProduct(a, i, b, j))).toBeLessThan(1e-4);
    }
  }
});

it("gives the same bytes again", async () => {
  const a = drawCloud(200, 60);
  expect(await product.multiplyTransposed(a, a)).toEqual(await product.multiplyTransposed(a, a));
});

it("throws on rows of unequal width, and names both", async () => {
  await expect(product.multiplyTransposed(drawCloud(2, 3), drawCloud(2, 4))).rejects.toThrow("3 columns against 4");
});
