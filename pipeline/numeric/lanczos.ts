import { computeLeadingEigenvectors } from "./eigen.ts";

/** The largest eigenvalues of a symmetric matrix, descending, and a unit eigenvector for each. */
export type Eigenpairs = { values: Float64Array; vectors: Float64Array[] };

/** Largest residual of an eigenvector, as a share of its eigenvalue, where none is given. */
const TOLERANCE = 1e-8;
/** Length below which nothing is left of a vector of unit length: it depends on those before. */
const NOTHING = 1e-10;
/** Steps before the first look at what was found, and between looks, for each eigenvector wanted. */
const FIRST_STEPS = 3;
const MORE_STEPS = 1;

/**
 * Returns the `count` leading eigenpairs of a positive semidefinite matrix that `apply` multiplies by, or all that are not 0 where these are
 * fewer: Lanczos' method with full reorthogonalisation (Parlett 1980, chapter 13), continued until they have settled. `drawStart` gives
 * random vectors of the matrix's range. The sign is fixed: a vector's component of largest absolute value is positive.
 */
export function findLeadingEigenpairs(
  apply: (vector: Float64Array) => Float64Array,
  drawStart: () => Float64Array,
  count: number,
  tolerance = TOLERANCE,
): Eigenpairs {
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const beside: number[] = [];
  let next = startAnew(drawStart, basis);
  for (let steps = FIRST_STEPS * count; ; steps += MORE_STEPS * count) {
    while (next && basis.length < steps) {
      basis.push(next);
      const image = apply(next);
      diagonal.push(dot(image, next));
      const scale = Math.sqrt(dot(image, image));
      const length = orthogonalize(image, basis);
      const isDependent = length <= NOTHING * scale;
      beside.push(isDependent ? 0 : length);
      next = isDependent ? startAnew(drawStart, basis) : scaleBy(image, 1 / length);
    }
    const found = solveTridiagonal(diagonal, beside, count, tolerance);
    if (!next || found.isSettled) return combine(basis, found.values, found.vectors);
  }
}

/** Returns a unit vector orthogonal to a basis, or null where the basis spans all that is drawn. */
function startAnew(drawStart: () => Float64Array, basis: readonly Float64Array[]): Float64Array | null {
  const vector = drawStart();
  const before = Math.sqrt(dot(vector, vector));
  const length = orthogonalize(vector, basis);
  return length > NOTHING * before ? scaleBy(vector, 1 / length) : null;
}

/** Returns the leading eigenpairs of the matrix with this diagonal and these numbers beside it, and whether their residuals are small. */
function solveTridiagonal(
  diagonal: readonly number[],
  beside: readonly number[],
  count: number,
  tolerance: number,
): { values: Float64Array; vectors: Float64Array[]; isSettled: boolean } {
  const size = diagonal.length;
  const matrix = new Float64Array(size * size);
  for (let step = 0; step < size; step++) {
    matrix[step * size + step] = diagonal[step]!;
    if (step + 1 < size) {
      matrix[step * size + step + 1] = beside[step]!;
      matrix[(step + 1) * size + step] = beside[step]!;
    }
  }
  const { values, vectors, count: kept } = computeLeadingEigenvectors(matrix, size, Math.min(count, size));
  const columns = Array.from({ length: kept }, (_, column) =>
    Float64Array.from({ length: size }, (__, row) => vectors[row * kept + column]!),
  );
  const residual = beside[size - 1] ?? 0;
  const isSettled = columns.every(
    (column, index) => residual * Math.abs(column[size - 1]!) <= tolerance * Math.max(0, values[index]!),
  );
  return { values, vectors: columns, isSettled };
}

function combine(basis: readonly Float64Array[], values: Float64Array, weights: readonly Float64Array[]): Eigenpairs {
  const vectors = weights.map((column) => {
    const vector = new Float64Array(basis[0]?.length ?? 0);
    for (const [step, earlier] of basis.entries()) addScaled(vector, earlier, column[step]!);
    const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
    return largest < 0 ? scaleBy(vector, -1) : vector;
  });
  return { values, vectors };
}

/** Takes out of a vector, in place, all that lies along an orthonormal basis, twice over for accuracy; returns the length that is left. */
function orthogonalize(vector: Float64Array, basis: readonly Float64Array[]): number {
  for (let pass = 0; pass < 2; pass++) for (const earlier of basis) addScaled(vector, earlier, -dot(vector, earlier));
  return Math.sqrt(dot(vector, vector));
}

/** Four sums grow side by side: one alone waits for each addition. */
function dot(a: Float64Array, b: Float64Array): number {
  const even = a.length - (a.length % 4);
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let d = 0; d < even; d += 4) {
    first += a[d]! * b[d]!;
    second += a[d + 1]! * b[d + 1]!;
    third += a[d + 2]! * b[d + 2]!;
    fourth += a[d + 3]! * b[d + 3]!;
  }
  for (let d = even; d < a.length; d++) first += a[d]! * b[d]!;
  return first + second + third + fourth;
}

function addScaled(target: Float64Array, source: Float64Array, factor: number): void {
  for (let d = 0; d < target.length; d++) target[d]! += factor * source[d]!;
}

function scaleBy(vector: Float64Array, factor: number): Float64Array {
  return vector.map((value) => value * factor);
}
