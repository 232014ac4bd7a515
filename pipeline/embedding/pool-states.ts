import type { ModelProfile } from "./model-files.ts";

/** What a model makes of a text: for each of its word pieces a row of as many numbers as a vector has. */
export type TokenStates = { values: Float32Array; pieces: number };

/** Returns the vector of a text, of unit length: the mean of its rows, or the first of them. Sums and roundings are those of transformers.js. */
export function poolStates({ values, pieces }: TokenStates, pooling: ModelProfile["pooling"]): Float32Array {
  const dimensions = values.length / pieces;
  const vector = pooling === "cls" ? values.slice(0, dimensions) : averageRows(values, pieces, dimensions);
  let squares = 0;
  for (const value of vector) squares = Math.fround(squares + value ** 2);
  const length = Math.fround(Math.sqrt(squares));
  return vector.map((value) => value / length);
}

function averageRows(values: Float32Array, rows: number, dimensions: number): Float32Array {
  const sums = new Float64Array(dimensions);
  for (let row = 0, from = 0; row < rows; row++, from += dimensions)
    for (let d = 0; d < dimensions; d++) sums[d]! += values[from + d]!;
  return Float32Array.from(sums, (sum) => sum / rows);
}
