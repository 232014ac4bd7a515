import { drawNormal, type Random } from "../random.ts";
import { findLeadingEigenpairs } from "./lanczos.ts";
import type { SparseMatrix } from "./tf-idf.ts";
import type { Vectors } from "./vectors.ts";

/**
 * Returns the n documents' coordinates in the leading singular directions (U times S) of their terms: latent semantic analysis (Deerwester
 * et al. 1990). n x `dimensions`, or less wide where the terms span less. A document without terms is a row of zeros. The directions are
 * settled: another random start gives the same, so that a few more documents move them little.
 */
export function computeLatentSemantics(matrix: SparseMatrix, dimensions: number, random: Random): Vectors {
  const width = Math.min(dimensions, matrix.rows, matrix.columns);
  if (width === 0) return { values: new Float32Array(0), dimensions: 0 };
  const { values, vectors } = findLeadingEigenpairs(
    (documents) => multiply(matrix, multiplyTransposed(matrix, documents)),
    () =>
      multiply(
        matrix,
        Float64Array.from({ length: matrix.columns }, () => drawNormal(random)),
      ),
    width,
  );
  const coordinates = new Float32Array(matrix.rows * vectors.length);
  for (const [column, direction] of vectors.entries()) {
    const scale = Math.sqrt(Math.max(values[column]!, 0));
    for (const [row, value] of direction.entries()) coordinates[row * vectors.length + column] = value * scale;
  }
  return { values: coordinates, dimensions: vectors.length };
}

/** Returns the matrix times a column of terms: an entry a document. */
function multiply({ rows, starts, columnIndices, values }: SparseMatrix, terms: Float64Array): Float64Array {
  const product = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++)
      sum += values[entry]! * terms[columnIndices[entry]!]!;
    product[row] = sum;
  }
  return product;
}

/** Returns the transposed matrix times a column of documents: an entry a term. */
function multiplyTransposed(
  { rows, columns, starts, columnIndices, values }: SparseMatrix,
  documents: Float64Array,
): Float64Array {
  const product = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    const weight = documents[row]!;
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++)
      product[columnIndices[entry]!]! += weight * values[entry]!;
  }
  return product;
}
