import { sumProducts } from "./sum-products.ts";

const DEPENDENT = 1e-10;

/**
 * Makes vectors of one length orthonormal, in place and in order: Gram-Schmidt, twice over for accuracy ("twice is enough",
 * Parlett 1980, after Kahan). A vector that depends on earlier ones becomes zero.
 */
export function orthonormalize(vectors: readonly Float64Array[]): void {
  for (const [index, vector] of vectors.entries()) {
    const before = Math.sqrt(sumProducts(vector, vector));
    for (let pass = 0; pass < 2 && index > 0; pass++) {
      let overlap = sumProducts(vector, vectors[0]!);
      for (let earlier = 0; earlier < index; earlier++)
        overlap = takeOut(vector, vectors[earlier]!, overlap, vectors[Math.min(earlier + 1, index - 1)]!);
    }
    const length = Math.sqrt(sumProducts(vector, vector));
    const scale = length > DEPENDENT * before ? 1 / length : 0;
    for (let d = 0; d < vector.length; d++) vector[d]! *= scale;
  }
}

/** Takes so much of an earlier vector out of a vector, in place, and returns its dot product with the next one, as sumProducts does: in one pass over both. */
function takeOut(vector: Float64Array, earlier: Float64Array, overlap: number, next: Float64Array): number {
  const even = vector.length - (vector.length % 4);
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let d = 0; d < even; d += 4) {
    const a = vector[d]! - overlap * earlier[d]!;
    const b = vector[d + 1]! - overlap * earlier[d + 1]!;
    const c = vector[d + 2]! - overlap * earlier[d + 2]!;
    const e = vector[d + 3]! - overlap * earlier[d + 3]!;
    first += a * next[d]!;
    second += b * next[d + 1]!;
    third += c * next[d + 2]!;
    fourth += e * next[d + 3]!;
    vector[d] = a;
    vector[d + 1] = b;
    vector[d + 2] = c;
    vector[d + 3] = e;
  }
  for (let d = even; d < vector.length; d++) {
    vector[d]! -= overlap * earlier[d]!;
    first += vector[d]! * next[d]!;
  }
  return first + second + third + fourth;
}
