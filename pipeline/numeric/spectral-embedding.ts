import { drawNormal, type Random } from "../random.ts";
import { computeLeadingEigenvectors } from "./eigen.ts";
import { MatrixProduct } from "./matrix-product.ts";
import { orthonormalize } from "./orthonormalize.ts";
import { normalizeRows, type Vectors } from "./vectors.ts";

const OVERSAMPLING = 10;
const ITERATIONS = 60;

/**
 * Returns each row's coordinates in the leading eigenvectors of the degree-normalised affinity matrix, scaled to unit length
 * (Ng, Jordan and Weiss 2002). `affinity` is symmetric, not negative, count x count; width is `dimensions` or count where that is less.
 * Found by subspace iteration with Rayleigh-Ritz at the end.
 */
export async function embedSpectrally(
  affinity: Float32Array,
  count: number,
  dimensions: number,
  random: Random,
): Promise<Vectors> {
  const kept = Math.min(dimensions, count);
  const width = Math.min(dimensions + OVERSAMPLING, count);
  const normalized: Vectors = { values: normalizeDegrees(affinity, count), dimensions: count };
  const product = await MatrixProduct.open();
  try {
    let basis = orthonormalizeRows(
      Float64Array.from({ length: width * count }, () => drawNormal(random)),
      width,
      count,
    );
    const apply = async (rows: Float64Array) =>
      Float64Array.from(
        await product.multiplyTransposed({ values: Float32Array.from(rows), dimensions: count }, normalized),
      );
    for (let iteration = 0; iteration < ITERATIONS; iteration++)
      basis = orthonormalizeRows(await apply(basis), width, count);
    const applied = await apply(basis);
    const { vectors } = computeLeadingEigenvectors(multiplyByTransposed(basis, applied, width, count), width, kept);
    const values = new Float32Array(count * kept);
    for (let row = 0; row < count; row++) {
      for (let column = 0; column < kept; column++) {
        let sum = 0;
        for (let w = 0; w < width; w++) sum += basis[w * count + row]! * vectors[w * kept + column]!;
        values[row * kept + column] = sum;
      }
    }
    return normalizeRows({ values, dimensions: kept });
  } finally {
    await product.close();
  }
}

function normalizeDegrees(affinity: Float32Array, count: number): Float32Array {
  const scales = Float64Array.from({ length: count }, (_, row) => {
    let degree = 0;
    for (let column = 0; column < count; column++) degree += affinity[row * count + column]!;
    return 1 / Math.sqrt(degree);
  });
  return affinity.map((value, index) => value * scales[Math.floor(index / count)]! * scales[index % count]!);
}

function multiplyByTransposed(a: Float64Array, b: Float64Array, rows: number, columns: number): Float64Array {
  const product = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      let sum = 0;
      for (let c = 0; c < columns; c++) sum += a[i * columns + c]! * b[j * columns + c]!;
      product[i * rows + j] = sum;
    }
  }
  return product;
}

function orthonormalizeRows(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const result = matrix.slice();
  orthonormalize(Array.from({ length: rows }, (_, row) => result.subarray(row * columns, (row + 1) * columns)));
  return result;
}
