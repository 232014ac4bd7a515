import type { Vectors } from "../numeric/vectors.ts";

/** Returns the dot product of a vector with each row of others: their cosines where all have unit length. The vector must be as wide. */
export function measureMeaning({ values, dimensions }: Vectors, vector: Float32Array): Float64Array {
  if (vector.length !== dimensions)
    throw new Error(`width of a question's vector: ${vector.length} where papers have ${dimensions}`);
  const products = new Float64Array(dimensions === 0 ? 0 : values.length / dimensions);
  const whole = dimensions - (dimensions % 4);
  for (let row = 0; row < products.length; row++) {
    const start = row * dimensions;
    // Four sums do not wait for each other.
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let place = 0; place < whole; place += 4) {
      a += values[start + place]! * vector[place]!;
      b += values[start + place + 1]! * vector[place + 1]!;
      c += values[start + place + 2]! * vector[place + 2]!;
      d += values[start + place + 3]! * vector[place + 3]!;
    }
    for (let place = whole; place < dimensions; place++) a += values[start + place]! * vector[place]!;
    products[row] = a + b + c + d;
  }
  return products;
}
