import { computeLeadingEigenvectors } from "./eigen.ts";
import { centerColumns, countVectors, type Vectors } from "./vectors.ts";

/**
 * Returns the rows in the coordinates of their leading principal components (Pearson 1901), centred.
 * Width is `dimensions`, or less where there are fewer columns or rows.
 */
export function projectOnPrincipalComponents(vectors: Vectors, dimensions: number): Vectors {
  const count = countVectors(vectors);
  const { values: centered, dimensions: width } = centerColumns(vectors);
  const kept = Math.min(dimensions, width, Math.max(1, count - 1));
  const { vectors: components } = computeLeadingEigenvectors(computeScatter(centered, width), width, kept);
  const projected = new Float32Array(count * kept);
  for (let row = 0; row < count; row++) {
    for (let component = 0; component < kept; component++) {
      let sum = 0;
      for (let d = 0; d < width; d++) sum += centered[row * width + d]! * components[d * kept + component]!;
      projected[row * kept + component] = sum;
    }
  }
  return { values: projected, dimensions: kept };
}

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
