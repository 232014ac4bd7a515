import type { Vectors } from "../numeric/vectors.ts";

/** Returns the dot product of a vector with each row of others: their cosines where all have unit length. The vector must be as wide. */
export function measureMeaning({ values, dimensions }: Vectors, vector: Float32Array): Float64Array {
  if (vector.length !== dimensions)
    throw new Error(`width of a question's vector: ${vector.length} where papers have ${dimensions}`);
  const products = new Float64Array(dimensions === 0 ? 0 : values.length / dimensions);
  for (let row = 0, place = 0; row < products.length; row++) {
    let sum = 0;
    for (let d = 0; d < dimensions; d++, place++) sum += values[place]! * vector[d]!;
    products[row] = sum;
  }
  return products;
}
