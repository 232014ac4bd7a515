import { drawNormal, type Random } from "../random.ts";
import { findLeadingEigenpairs } from "./lanczos.ts";
import { type SparseMatrix, transpose } from "./tf-idf.ts";
import type { Vectors } from "./vectors.ts";

/** Documents beyond which directions need not settle so far: one more hardly moves them. */
const MANY_DOCUMENTS = 6000;
const TOLERANCE_OF_MANY = 1e-3;

/** Pairs of documents that are compared one by one, at most. */
const MOST_PAIRS = 10_000_000;

/**
 * Returns the n documents' coordinates in the leading singular directions (U times S) of their terms: latent semantic analysis (Deerwester
 * et al. 1990). n x `dimensions`, or less wide where the terms span less. A document without terms is a row of zeros. The directions are
 * settled: another random start gives the same, so that a few more documents move them little; those of many documents to a thousandth only.
 */
export function computeLatentSemantics(matrix: SparseMatrix, dimensions: number, random: Random): Vectors {
  const width = Math.min(dimensions, matrix.rows, matrix.columns);
  if (width === 0) return { values: new Float32Array(0), dimensions: 0 };
  const byTerms = transpose(matrix);
  const { values, vectors } = findLeadingEigenpairs(
    (documents) => multiplyByLikeness(byTerms, documents),
    () =>
      multiply(
        matrix,
        Float64Array.from({ length: matrix.columns }, () => drawNormal(random)),
      ),
    width,
    matrix.rows > MANY_DOCUMENTS ? TOLERANCE_OF_MANY : undefined,
  );
  const coordinates = new Float32Array(matrix.rows * vectors.length);
  for (const [column, direction] of vectors.entries()) {
    const scale = Math.sqrt(Math.max(values[column]!, 0));
    for (const [row, value] of direction.entries()) coordinates[row * vectors.length + column] = value * scale;
  }
  return { values: coordinates, dimensions: vectors.length };
}

/**
 * Returns the coordinates of other documents in the singular directions of known ones: x V = x X' L / sigma squared (Deerwester et al. 1990), where L are the `coordinates` of the known
 * documents X, and sigma the lengths of its columns. Both matrices have the same columns. n x dimensions; rows of zeros for documents without a known term.
 */
export function foldIntoLatentSemantics(
  documents: SparseMatrix,
  known: SparseMatrix,
  coordinates: Vectors,
  mostPairs = MOST_PAIRS,
): Vectors {
  const { dimensions } = coordinates;
  const squares = new Float64Array(dimensions);
  for (const [entry, value] of coordinates.values.entries()) squares[entry % dimensions]! += value * value;
  if (documents.rows * known.rows > mostPairs) return foldByTerms(documents, known, coordinates, squares);
  const values = new Float32Array(documents.rows * dimensions);
  const terms = new Float64Array(documents.columns);
  const sum = new Float64Array(dimensions);
  for (let row = 0; row < documents.rows; row++) {
    terms.fill(0);
    sum.fill(0);
    for (let entry = documents.starts[row]!; entry < documents.starts[row + 1]!; entry++)
      terms[documents.columnIndices[entry]!] = documents.values[entry]!;
    for (let other = 0; other < known.rows; other++) {
      let likeness = 0;
      for (let entry = known.starts[other]!; entry < known.starts[other + 1]!; entry++)
        likeness += known.values[entry]! * terms[known.columnIndices[entry]!]!;
      if (likeness === 0) continue;
      for (let d = 0; d < dimensions; d++) sum[d]! += likeness * coordinates.values[other * dimensions + d]!;
    }
    for (let d = 0; d < dimensions; d++) values[row * dimensions + d] = squares[d]! > 0 ? sum[d]! / squares[d]! : 0;
  }
  return { values, dimensions };
}

/** The same, by the directions of the terms, X' L: sums in another order, in time that grows with both and not with their product. */
function foldByTerms(
  documents: SparseMatrix,
  known: SparseMatrix,
  coordinates: Vectors,
  squares: Float64Array,
): Vectors {
  const { values: places, dimensions } = coordinates;
  const directions = new Float64Array(known.columns * dimensions);
  for (let row = 0; row < known.rows; row++) {
    for (let entry = known.starts[row]!; entry < known.starts[row + 1]!; entry++) {
      const to = known.columnIndices[entry]! * dimensions;
      const weight = known.values[entry]!;
      for (let d = 0; d < dimensions; d++) directions[to + d]! += weight * places[row * dimensions + d]!;
    }
  }
  const values = new Float32Array(documents.rows * dimensions);
  const sum = new Float64Array(dimensions);
  for (let row = 0; row < documents.rows; row++) {
    sum.fill(0);
    for (let entry = documents.starts[row]!; entry < documents.starts[row + 1]!; entry++) {
      const from = documents.columnIndices[entry]! * dimensions;
      const weight = documents.values[entry]!;
      for (let d = 0; d < dimensions; d++) sum[d]! += weight * directions[from + d]!;
    }
    for (let d = 0; d < dimensions; d++) values[row * dimensions + d] = squares[d]! > 0 ? sum[d]! / squares[d]! : 0;
  }
  return { values, dimensions };
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

/**
 * Returns the dot products of all documents with one another times a column of documents: an entry a document. `byTerms` is the transposed matrix. Term by term, so that what is looked
 * up lies in two columns of documents, which stay at hand.
 */
function multiplyByLikeness(
  { rows, columns, starts, columnIndices, values }: SparseMatrix,
  documents: Float64Array,
): Float64Array {
  const product = new Float64Array(columns);
  for (let term = 0; term < rows; term++) {
    const [begin, end] = [starts[term]!, starts[term + 1]!];
    let weight = 0;
    for (let entry = begin; entry < end; entry++) weight += values[entry]! * documents[columnIndices[entry]!]!;
    for (let entry = begin; entry < end; entry++) product[columnIndices[entry]!]! += values[entry]! * weight;
  }
  return product;
}
