import { computeLeadingEigenvectors } from "./eigen.ts";
import { sumProducts } from "./sum-products.ts";

/** The largest eigenvalues of a symmetric matrix, descending, and a unit eigenvector for each. */
export type Eigenpairs = { values: Float64Array; vectors: Float64Array[] };

/** Largest residual of an eigenvector, as a share of its eigenvalue, where none is given. */
const TOLERANCE = 1e-8;
/** Length below which nothing is left of a vector of unit length: it depends on those before. */
const NOTHING = 1e-10;
/** Share of its length below which what a pass leaves of a vector is too little to be orthogonal to the last digits: another pass makes it so. */
const TOO_LITTLE = Math.SQRT1_2;
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
      diagonal.push(sumProducts(image, next));
      const scale = Math.sqrt(sumProducts(image, image));
      // The last two are nearly all that the image has of the basis: without them one pass over the others mostly does.
      orthogonalize(image, basis.slice(-2));
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
  const before = Math.sqrt(sumProducts(vector, vector));
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

/** Rows of the basis that stay at hand while all columns are made of them. */
const ROWS_AT_ONCE = 1024;

function combine(basis: readonly Float64Array[], values: Float64Array, weights: readonly Float64Array[]): Eigenpairs {
  const length = basis[0]?.length ?? 0;
  const sums = weights.map(() => new Float64Array(length));
  for (let start = 0; start < length; start += ROWS_AT_ONCE) {
    const rows = basis.map((vector) => vector.subarray(start, start + ROWS_AT_ONCE));
    for (const [column, weight] of weights.entries()) {
      const sum = sums[column]!.subarray(start, start + ROWS_AT_ONCE);
      const blocks = rows.length - (rows.length % 4);
      for (let step = 0; step < blocks; step += 4)
        addFour(sum, rows[step]!, rows[step + 1]!, rows[step + 2]!, rows[step + 3]!, weight.subarray(step, step + 4));
      for (let step = blocks; step < rows.length; step++) addScaled(sum, rows[step]!, weight[step]!);
    }
  }
  const vectors = sums.map((vector) => {
    const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
    return largest < 0 ? scaleBy(vector, -1) : vector;
  });
  return { values, vectors };
}

/** Takes out of a vector, in place, all that lies along an orthonormal basis, twice over where that is most of it; returns the length that is left. */
function orthogonalize(vector: Float64Array, basis: readonly Float64Array[]): number {
  const before = measureLength(vector);
  const length = takeOut(vector, basis);
  return length < TOO_LITTLE * before ? takeOut(vector, basis) : length;
}

function takeOut(vector: Float64Array, basis: readonly Float64Array[]): number {
  const blocks = basis.length - (basis.length % 4);
  for (let first = 0; first < blocks; first += 4)
    takeOutFour(vector, basis[first]!, basis[first + 1]!, basis[first + 2]!, basis[first + 3]!);
  for (const earlier of basis.slice(blocks)) addScaled(vector, earlier, -sumProducts(vector, earlier));
  return measureLength(vector);
}

/** Four side by side read the vector once: it is their memory that this waits for. */
function takeOutFour(
  vector: Float64Array,
  first: Float64Array,
  second: Float64Array,
  third: Float64Array,
  fourth: Float64Array,
): void {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let place = 0; place < vector.length; place++) {
    const value = vector[place]!;
    a += value * first[place]!;
    b += value * second[place]!;
    c += value * third[place]!;
    d += value * fourth[place]!;
  }
  for (let place = 0; place < vector.length; place++)
    vector[place]! -= a * first[place]! + b * second[place]! + c * third[place]! + d * fourth[place]!;
}

function measureLength(vector: Float64Array): number {
  return Math.sqrt(sumProducts(vector, vector));
}

function addScaled(target: Float64Array, source: Float64Array, factor: number): void {
  for (let d = 0; d < target.length; d++) target[d]! += factor * source[d]!;
}

/** Adds four vectors, each times its weight, one after the other. */
function addFour(
  target: Float64Array,
  first: Float64Array,
  second: Float64Array,
  third: Float64Array,
  fourth: Float64Array,
  weights: Float64Array,
): void {
  const [a, b, c, d] = [weights[0]!, weights[1]!, weights[2]!, weights[3]!];
  for (let place = 0; place < target.length; place++)
    target[place] = target[place]! + a * first[place]! + b * second[place]! + c * third[place]! + d * fourth[place]!;
}

function scaleBy(vector: Float64Array, factor: number): Float64Array {
  return vector.map((value) => value * factor);
}
