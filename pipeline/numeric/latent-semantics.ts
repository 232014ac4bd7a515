import { drawNormal, type Random } from "../random.ts";
import { multiplyMatrices } from "./dense-product.ts";
import { computeLeadingEigenvectors } from "./eigen.ts";
import { orthonormalize } from "./orthonormalize.ts";
import type { SparseMatrix } from "./tf-idf.ts";
import type { Vectors } from "./vectors.ts";

const OVERSAMPLING = 20;
const POWER_ITERATIONS = 6;

/**
 * Returns the n documents' coordinates in the leading singular directions (U times S) of their terms: latent semantic analysis, by the
 * randomised range finder with power iterations of Halko, Martinsson and Tropp (2011, algorithm 4.4). n x `dimensions`, or less wide
 * where there are fewer documents or terms. A document without terms is a row of zeros.
 */
export function computeLatentSemantics(matrix: SparseMatrix, dimensions: number, random: Random): Vectors {
  const width = Math.min(dimensions, matrix.rows, matrix.columns);
  const sketch = Math.min(dimensions + OVERSAMPLING, matrix.rows, matrix.columns);
  if (width === 0) return { values: new Float32Array(0), dimensions: 0 };
  const start = Float64Array.from({ length: matrix.columns * sketch }, () => drawNormal(random));
  let range = orthonormalizeColumns(multiply(matrix, start, sketch), matrix.rows, sketch);
  for (let iteration = 0; iteration < POWER_ITERATIONS; iteration++) {
    const forth = multiplyTransposed(matrix, range, sketch);
    range = orthonormalizeColumns(multiply(matrix, forth, sketch), matrix.rows, sketch);
  }
  const image = multiply(matrix, multiplyTransposed(matrix, range, sketch), sketch);
  const scatter = multiplyColumns(range, image, matrix.rows, sketch);
  const { values, vectors, count } = computeLeadingEigenvectors(scatter, sketch, width);
  const scales = values.map((value) => Math.sqrt(Math.max(value, 0)));
  const coordinates = multiplyMatrices(range, vectors, sketch, count);
  return {
    values: Float32Array.from(coordinates, (value, entry) => value * scales[entry % count]!),
    dimensions: count,
  };
}

function multiply(matrix: SparseMatrix, right: Float64Array, width: number): Float64Array {
  const product = new Float64Array(matrix.rows * width);
  for (let row = 0; row < matrix.rows; row++) {
    for (let entry = matrix.starts[row]!; entry < matrix.starts[row + 1]!; entry++) {
      const value = matrix.values[entry]!;
      const from = matrix.columnIndices[entry]! * width;
      for (let c = 0; c < width; c++) product[row * width + c]! += value * right[from + c]!;
    }
  }
  return product;
}

function multiplyTransposed(matrix: SparseMatrix, right: Float64Array, width: number): Float64Array {
  const product = new Float64Array(matrix.columns * width);
  for (let row = 0; row < matrix.rows; row++) {
    for (let entry = matrix.starts[row]!; entry < matrix.starts[row + 1]!; entry++) {
      const value = matrix.values[entry]!;
      const to = matrix.columnIndices[entry]! * width;
      for (let c = 0; c < width; c++) product[to + c]! += value * right[row * width + c]!;
    }
  }
  return product;
}

/** Returns a transposed times b, both of rows x width. */
function multiplyColumns(a: Float64Array, b: Float64Array, rows: number, width: number): Float64Array {
  const product = new Float64Array(width * width);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < width; i++) {
      const left = a[row * width + i]!;
      for (let j = 0; j < width; j++) product[i * width + j]! += left * b[row * width + j]!;
    }
  }
  return product;
}

/** Returns the matrix, rows x width, with orthonormal columns of the same span. */
function orthonormalizeColumns(matrix: Float64Array, rows: number, width: number): Float64Array {
  const columns = Array.from({ length: width }, (_, c) =>
    Float64Array.from({ length: rows }, (_, row) => matrix[row * width + c]!),
  );
  orthonormalize(columns);
  return Float64Array.from({ length: rows * width }, (_, index) => columns[index % width]![Math.floor(index / width)]!);
}
