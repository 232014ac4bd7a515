/** Returns a times b, row-major: `a` has `inner` columns, `b` is inner x width. Each entry is summed in double precision from first to last. */
export function multiplyMatrices(
  a: Float32Array | Float64Array,
  b: Float64Array,
  inner: number,
  width: number,
): Float64Array {
  const rows = a.length / inner;
  const product = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let i = 0; i < inner; i++) sum += a[row * inner + i]! * b[i * width + column]!;
      product[row * width + column] = sum;
    }
  }
  return product;
}
