import { sumProducts } from "./sum-products.ts";

const DEPENDENT = 1e-10;

/**
 * Makes vectors of one length orthonormal, in place and in order: Gram-Schmidt, twice over for accuracy ("twice is enough",
 * Parlett 1980, after Kahan). A vector that depends on earlier ones becomes zero.
 */
export function orthonormalize(vectors: readonly Float64Array[]): void {
  for (const [index, vector] of vectors.entries()) {
    const before = Math.sqrt(sumProducts(vector, vector));
    for (let pass = 0; pass < 2; pass++) {
      for (const earlier of vectors.slice(0, index)) {
        const overlap = sumProducts(vector, earlier);
        for (let d = 0; d < vector.length; d++) vector[d]! -= overlap * earlier[d]!;
      }
    }
    const length = Math.sqrt(sumProducts(vector, vector));
    const scale = length > DEPENDENT * before ? 1 / length : 0;
    for (let d = 0; d < vector.length; d++) vector[d]! *= scale;
  }
}
