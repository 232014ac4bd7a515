import { EigenvalueDecomposition, Matrix } from "ml-matrix";

/** The largest eigenvalues, descending; column i of `vectors` is entry row * count + i. */
export type LeadingEigenvectors = { values: Float64Array; vectors: Float64Array; count: number };

/**
 * Returns the `count` leading eigenvalues and unit eigenvectors of a symmetric matrix of size x size, given by rows.
 * The sign of each vector is fixed: its component of largest absolute value is positive.
 */
export function computeLeadingEigenvectors(symmetric: Float64Array, size: number, count: number): LeadingEigenvectors {
  const decomposition = new EigenvalueDecomposition(Matrix.from1DArray(size, size, symmetric), {
    assumeSymmetric: true,
  });
  const all = decomposition.realEigenvalues;
  const order = all.map((_, index) => index).sort((a, b) => all[b]! - all[a]! || a - b);
  const kept = Math.min(count, size);
  const vectors = new Float64Array(size * kept);
  for (let column = 0; column < kept; column++) {
    const source = decomposition.eigenvectorMatrix.getColumn(order[column]!);
    const largest = source.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
    const sign = largest < 0 ? -1 : 1;
    for (let row = 0; row < size; row++) vectors[row * kept + column] = sign * source[row]!;
  }
  return { values: Float64Array.from(order.slice(0, kept), (index) => all[index]!), vectors, count: kept };
}
