/** Row vectors, n x dimensions, in one flat array: row i is `values.subarray(i * dimensions, (i + 1) * dimensions)`. */
export type Vectors = { values: Float32Array; dimensions: number };

const SMALLEST_NORM = 1e-12;

/** Returns the number of rows. */
export function countVectors({ values, dimensions }: Vectors): number {
  return dimensions === 0 ? 0 : values.length / dimensions;
}

/** Returns one row as a view: writing to it writes to the vectors. */
export function viewVector({ values, dimensions }: Vectors, row: number): Float32Array {
  return values.subarray(row * dimensions, (row + 1) * dimensions);
}

/** Returns the rows named by `rows`, in that order, as a copy. */
export function pickVectors(vectors: Vectors, rows: ArrayLike<number>): Vectors {
  const { dimensions } = vectors;
  const values = new Float32Array(rows.length * dimensions);
  for (let index = 0; index < rows.length; index++) values.set(viewVector(vectors, rows[index]!), index * dimensions);
  return { values, dimensions };
}

/** Returns the dot product of row `i` of `a` and row `j` of `b`, summed in double precision from first to last. */
export function dotProduct(a: Vectors, i: number, b: Vectors, j: number): number {
  const { dimensions } = a;
  const left = i * dimensions;
  const right = j * dimensions;
  let sum = 0;
  for (let d = 0; d < dimensions; d++) sum += a.values[left + d]! * b.values[right + d]!;
  return sum;
}

/** Returns the dot products of all rows of `a` with all rows of `b`, rows(a) x rows(b), row-major. For few rows: see MatrixProduct for many. */
export function dotProducts(a: Vectors, b: Vectors): Float64Array {
  const width = countVectors(b);
  return Float64Array.from({ length: countVectors(a) * width }, (_, entry) =>
    dotProduct(a, Math.floor(entry / width), b, entry % width),
  );
}

/** Returns one row of a row-major matrix of `width` columns as a view. */
export function viewRow(matrix: Float64Array, row: number, width: number): Float64Array {
  return matrix.subarray(row * width, (row + 1) * width);
}

/** Returns the squared length of each row. */
export function squaredNorms(vectors: Vectors): Float64Array {
  return Float64Array.from({ length: countVectors(vectors) }, (_, row) => dotProduct(vectors, row, vectors, row));
}

/** Returns the rows scaled to unit length; a row of zeros stays as it is. */
export function normalizeRows(vectors: Vectors): Vectors {
  const { values, dimensions } = vectors;
  const scaled = new Float32Array(values.length);
  squaredNorms(vectors).forEach((squared, row) => {
    const scale = 1 / Math.max(Math.sqrt(squared), SMALLEST_NORM);
    for (let d = row * dimensions; d < (row + 1) * dimensions; d++) scaled[d] = values[d]! * scale;
  });
  return { values: scaled, dimensions };
}

/** Returns the mean of each column. */
export function columnMeans({ values, dimensions }: Vectors): Float64Array {
  const means = new Float64Array(dimensions);
  for (let start = 0; start < values.length; start += dimensions)
    for (let d = 0; d < dimensions; d++) means[d]! += values[start + d]!;
  const count = values.length / dimensions;
  return means.map((sum) => sum / count);
}

/** Returns the rows less one row, such as their mean. */
export function subtractRow({ values, dimensions }: Vectors, row: Float64Array): Vectors {
  const less = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += dimensions)
    for (let d = 0; d < dimensions; d++) less[start + d] = values[start + d]! - row[d]!;
  return { values: less, dimensions };
}

/** Returns the rows less the mean row. */
export function centerColumns(vectors: Vectors): Vectors {
  return subtractRow(vectors, columnMeans(vectors));
}

/** Returns the rows of a followed by those of b, which are as wide. */
export function joinRows(a: Vectors, b: Vectors): Vectors {
  if (a.dimensions !== b.dimensions) throw new Error(`joinRows: ${a.dimensions} columns against ${b.dimensions}`);
  const values = new Float32Array(a.values.length + b.values.length);
  values.set(a.values);
  values.set(b.values, a.values.length);
  return { values, dimensions: a.dimensions };
}

/** Returns rows of a's columns followed by b's, those of b times `weight`: n x (width of a + width of b). */
export function joinColumns(a: Vectors, b: Vectors, weight: number): Vectors {
  const count = countVectors(a);
  const dimensions = a.dimensions + b.dimensions;
  const values = new Float32Array(count * dimensions);
  for (let row = 0; row < count; row++) {
    values.set(viewVector(a, row), row * dimensions);
    const right = viewVector(b, row);
    for (let d = 0; d < b.dimensions; d++) values[row * dimensions + a.dimensions + d] = weight * right[d]!;
  }
  return { values, dimensions };
}
