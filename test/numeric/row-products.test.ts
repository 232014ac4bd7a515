import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { sumClusters } from "../../pipeline/numeric/centroids.ts";
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

  it("takes the products of changed columns alone, whoever had the memory meanwhile", () => {
    const vectors = drawVectors(9, 5);
    const products = new RowProducts(vectors);
    const columns = Float64Array.from(draw(7 * 5));
    multiply(products, columns, 7);
    for (const isOther of [false, true]) {
      columns.set(draw(5), 2 * 5);
      columns.set(draw(5), 6 * 5);
      if (isOther) new RowProducts(drawVectors(40, 5)).multiply(columns);
      const { dots, width } = products.multiply(columns, Uint8Array.of(0, 0, 1, 0, 0, 0, 1));
      const rows = Array.from({ length: 9 }, (_, row) => [...dots.subarray(row * width, row * width + 7)]);
      expect(rows).toEqual(multiplyPlainly(vectors, columns));
    }
  });

  it.each([1, 2, 5, 6])("finds the nearest of %i columns, the lower of equals", (k) => {
    const vectors = drawVectors(11, 3);
    const columns = Float64Array.from(draw(k * 3));
    // The last column is the first one again.
    columns.copyWithin((k - 1) * 3, 0, 3);
    const lengths = Float64Array.from({ length: k }, (_, c) => columns[3 * c]! ** 2 + c);
    lengths[k - 1] = lengths[0]!;
    const products = new RowProducts(vectors);
    products.multiply(columns);
    const wanted = multiplyPlainly(vectors, columns).map((dots) => dots.map((dot, c) => lengths[c]! - 2 * dot));
    const { nearest, least } = products.findNearest(lengths);
    expect([...nearest]).toEqual(wanted.map((distances) => distances.indexOf(Math.min(...distances))));
    expect([...least]).toEqual(wanted.map((distances) => Math.min(...distances)));
  });

  it("sums the lesser of a number and the squared distance to each column, row by row", () => {
    const vectors = drawVectors(10, 4);
    const columns = Float64Array.from(draw(3 * 4));
    const [lengths, rowLengths, before] = [draw(3), draw(10), draw(10)].map((numbers) => Float64Array.from(numbers));
    const products = new RowProducts(vectors);
    products.multiply(columns);
    const sums = [0, 0, 0];
    for (const [row, dots] of multiplyPlainly(vectors, columns).entries())
      for (const [c, dot] of dots.entries())
        sums[c]! += Math.min(before![row]!, Math.max(0, rowLengths![row]! + lengths![c]! - 2 * dot));
    expect([...products.sumLeast(lengths!, rowLengths!, before!)]).toEqual(sums);
  });

  it.each([1, 2, 5])("sums rows of %i numbers by cluster, but those of none", (dimensions) => {
    const vectors = drawVectors(6, dimensions);
    const products = new RowProducts(vectors);
    products.multiply(Float64Array.from(draw(3 * dimensions)));
    const clusterOf = Int32Array.of(2, 0, -1, 2, 2, 0);
    expect(products.sumRows(clusterOf)).toEqual(sumClusters(vectors, clusterOf, 3));
  });

  it("runs what its source says", async () => {
    expect(await compileRowProducts(await readFile(ROW_PRODUCTS_SOURCE, "utf8"))).toBe(ROW_PRODUCTS_CODE);
  });
});
