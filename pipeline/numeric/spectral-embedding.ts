import { drawNormal, type Random } from "../random.ts";
import { multiplyMatrices } from "./dense-product.ts";
import { computeLeadingEigenvectors } from "./eigen.ts";
import { MatrixProduct } from "./matrix-product.ts";
import { orthonormalize } from "./orthonormalize.ts";
import { normalizeRows, type Vectors } from "./vectors.ts";

const OVERSAMPLING = 10;
const ITERATIONS = 60;

/** Rows from which fewer iterations do, down to two fifths of them: the more rows, the less one of them moves. */
const MANY_ROWS = 2000;
const LEAST_SHARE = 0.4;

/** With so many rows, steps between which the basis is made orthonormal: the rows of the largest eigenvalues have not yet drowned the others by then. */
const STEPS_OF_MANY = 3;

/**
 * Returns the coordinates of n rows in the leading eigenvectors of their degree-normalised affinities, scaled to unit length (Ng, Jordan
 * and Weiss 2002): n x `dimensions`, or n x n where n is less. `affinity` is n x n, symmetric, not negative. Found by subspace iteration
 * with Rayleigh-Ritz at the end.
 */
export async function embedSpectrally(
  affinity: Float32Array,
  count: number,
  dimensions: number,
  random: Random,
): Promise<Vectors> {
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
    const iterations = Math.round(ITERATIONS * Math.min(1, Math.max(LEAST_SHARE, MANY_ROWS / count)));
    for (let iteration = 0; iteration < iterations; iteration++) {
      const applied = await apply(basis);
      const isDue = count <= MANY_ROWS || (iterations - 1 - iteration) % STEPS_OF_MANY === 0;
      basis = isDue ? orthonormalizeRows(applied, width, count) : applied;
    }
    const applied = await apply(basis);
    const projected = multiplyByTransposed(basis, applied, width, count);
    const { vectors, count: kept } = computeLeadingEigenvectors(projected, width, dimensions);
    const coordinates = multiplyMatrices(transpose(basis, width, count), vectors, width, kept);
    return normalizeRows({ values: Float32Array.from(coordinates), dimensions: kept });
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
  const normalized = new Float32Array(affinity.length);
  for (let row = 0; row < count; row++) {
    const scale = scales[row]!;
    for (let entry = row * count, column = 0; column < count; entry++, column++)
      normalized[entry] = affinity[entry]! * scale * scales[column]!;
  }
  return normalized;
}

function transpose(matrix: Float64Array, rows: number, columns: number): Float64Array {
  return matrix.map((_, entry) => matrix[(entry % rows) * columns + Math.floor(entry / rows)]!);
}

/** Returns a times b transposed, both of rows x columns. */
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

/** Makes the rows of a matrix orthonormal, in place, and returns it. */
function orthonormalizeRows(matrix: Float64Array, rows: number, columns: number): Float64Array {
  orthonormalize(Array.from({ length: rows }, (_, row) => matrix.subarray(row * columns, (row + 1) * columns)));
  return matrix;
}
