import { computeLeadingEigenvectors } from "./eigen.ts";
import { multiplyRows, RowProducts } from "./row-products.ts";
import { centerColumns, columnMeans, countVectors, subtractRow, type Vectors } from "./vectors.ts";

/** What rows are brought by onto their principal components: the mean of each column, and width x `kept` weights, row-major. */
export type PrincipalComponents = { means: Float64Array; weights: Float64Array; kept: number };

const ROWS_AT_ONCE = 4096;

/** Columns that all are multiplied by at once: so many of 10,000 numbers stay in a processor's cache. */
const COLUMNS_AT_ONCE = 16;

/** Returns the `dimensions` leading principal components of the rows (Pearson 1901), or less where there are fewer columns or rows. */
export function findPrincipalComponents(vectors: Vectors, dimensions: number): PrincipalComponents {
  const count = countVectors(vectors);
  const { values: centered, dimensions: width } = centerColumns(vectors);
  const kept = Math.min(dimensions, width, Math.max(1, count - 1));
  const { vectors: weights } = computeLeadingEigenvectors(computeScatter(centered, width), width, kept);
  return { means: columnMeans(vectors), weights, kept };
}

/** Returns rows in the coordinates of principal components, of these or of other rows: n x `kept`. */
export function projectOnComponents(vectors: Vectors, { means, weights, kept }: PrincipalComponents): Vectors {
  const { values, dimensions } = vectors;
  const columns = weights.map((_, entry) => weights[(entry % dimensions) * kept + Math.floor(entry / dimensions)]!);
  const projected = new Float32Array(countVectors(vectors) * kept);
  for (let start = 0; start * dimensions < values.length; start += ROWS_AT_ONCE) {
    const rows = { values: values.subarray(start * dimensions, (start + ROWS_AT_ONCE) * dimensions), dimensions };
    projected.set(multiplyRows(subtractRow(rows, means), columns), start * kept);
  }
  return { values: projected, dimensions: kept };
}

/** Returns the n rows in the coordinates of their own principal components: see findPrincipalComponents. */
export function projectOnPrincipalComponents(vectors: Vectors, dimensions: number): Vectors {
  return projectOnComponents(vectors, findPrincipalComponents(vectors, dimensions));
}

/** Returns the products of all columns with each other, width x width. */
function computeScatter(centered: Float32Array, width: number): Float64Array {
  const count = centered.length / width;
  const columns = new Float32Array(centered.length);
  for (let row = 0; row < count; row++)
    for (let column = 0; column < width; column++) columns[column * count + row] = centered[row * width + column]!;
  const products = new RowProducts({ values: columns, dimensions: count });
  const scatter = new Float64Array(width * width);
  for (let first = 0; first < width; first += COLUMNS_AT_ONCE) {
    const few = Math.min(COLUMNS_AT_ONCE, width - first);
    const { dots, width: stride } = products.multiply(
      Float64Array.from(columns.subarray(first * count, (first + few) * count)),
    );
    for (let column = 0; column < width; column++)
      scatter.set(dots.subarray(column * stride, column * stride + few), column * width + first);
  }
  return scatter;
}
