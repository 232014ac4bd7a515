import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { multiplyRows, RowProducts } from "../../pipeline/numeric/row-products.ts";
import { ROW_PRODUCTS_CODE } from "../../pipeline/numeric/row-products-code.ts";
import type { Vectors } from "../../pipeline/numeric/vectors.ts";
import { createRandom } from "../../pipeline/random.ts";
import { compileRowProducts, ROW_PRODUCTS_SOURCE } from "../../scripts/compile-row-products.ts";

const random = createRandom(1, "row products");
const draw = (count: number) => Array.from({ length: count }, () => random.next() - 0.5);
const drawVectors = (count: number, dimensions: number): Vectors => ({
  values: Float32Array.from(draw(count * dimensions)),
  dimensions,
});

/** The products that a plain loop gives, as rows. */
function multiplyPlainly({ values, dimensions }: Vectors, columns: Float64Array): number[][] {
  return Array.from({ length: values.length / dimensions }, (_, row) =>
    Array.from({ length: columns.length / dimensions }, (__, column) => {
      let sum = 0;
      for (let d = 0; d < dimensions; d++) sum += values[row * dimensions + d]! * columns[column * dimensions + d]!;
      return sum;
    }),
  );
}

function multiply(products: RowProducts, columns: Float64Array, k: number): number[][] {
  const { dots, width } = products.multiply(columns);
  return Array.from({ length: dots.length / width }, (_, row) => [...dots.subarray(row * width, row * width + k)]);
}

describe("multiplyRows", () => {
  it("gives to the bit what a plain loop gives, however many rows are held at once", () => {
    const vectors = drawVectors(23, 7);
    const columns = Float64Array.from(draw(5 * 7));
    const wanted = multiplyPlainly(vectors, columns).flat();
    for (const atOnce of [1, 4, 6, 23, 4096]) expect([...multiplyRows(vectors, columns, atOnce)]).toEqual(wanted);
  });
});

describe("RowProducts", () => {
  it("multiplies two rows by two columns", () => {
    const products = new RowProducts({ values: Float32Array.of(1, 2, 3, 4), dimensions: 2 });
    expect(multiply(products, Float64Array.of(1, 0, 10, 1), 2)).toEqual([
      [1, 12],
      [3, 34],
    ]);
  });

  it.each([
    [1, 1, 1],
    [3, 5, 2],
    [4, 4, 4],
    [9, 7, 50],
    [700, 41, 50],
  ])("gives %i rows and %i columns of %i numbers what a plain loop gives, to the bit", (count, k, dimensions) => {
    const vectors = drawVectors(count, dimensions);
    const columns = Float64Array.from(draw(k * dimensions));
    expect(multiply(new RowProducts(vectors), columns, k)).toEqual(multiplyPlainly(vectors, columns));
  });

  it("keeps the rows of several apart, whichever is asked", () => {
    const [first, second] = [drawVectors(6, 3), drawVectors(5, 4)];
    const [columns, others] = [Float64Array.from(draw(6)), Float64Array.from(draw(12))];
    const [one, two] = [new RowProducts(first), new RowProducts(second)];
    for (let round = 0; round < 2; round++) {
      expect(multiply(one, columns, 2)).toEqual(multiplyPlainly(first, columns));
      expect(multiply(two, others, 3)).toEqual(multiplyPlainly(second, others));
    }
  });

  it("runs what its source says", async () => {
    expect(await compileRowProducts(await readFile(ROW_PRODUCTS_SOURCE, "utf8"))).toBe(ROW_PRODUCTS_CODE);
  });
});
