import { multiplyMatrices } from "./dense-product.ts";
import { computeLeadingEigenvectors } from "./eigen.ts";
import { centerColumns, countVectors, type Vectors } from "./vectors.ts";

/**
 * Returns the n rows in the coordinates of their leading principal components (Pearson 1901), centred: n x `dimensions`, or less wide
 * where there are fewer columns or rows.
 */
export function projectOnPrincipalComponents(vectors: Vectors, dimensions: number): Vectors {
  const count = countVectors(vectors);
  const { values: centered, dimensions: width } = centerColumns(vectors);
  const kept = Math.min(dimensions, width, Math.max(1, count - 1));
  const { vectors: components } = computeLeadingEigenvectors(computeScatter(centered, width), width, kept);
  const projected = multiplyMatrices(centered, components, width, kept);
  return { values: Float32Array.from(projected), dimensions: kept };
}

/** Returns the products of all columns with each other, width x width. */
function computeScatter(centered: Float32Array, width: number): Float64Array {
  const scatter = new Float64Array(width * width);
  for (let start = 0; start < centered.length; start += width) {
    for (let i = 0; i < width; i++) {
      const left = centered[start + i]!;
      for (let j = i; j < width; j++) scatter[i * width + j]! += left * centered[start + j]!;
    }
  }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) scatter[i * width + j] = scatter[j * width + i]!;
  return scatter;
}
