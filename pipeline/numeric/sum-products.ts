/** Returns the dot product of two columns of one length. Four sums grow side by side: one alone waits for each addition. */
export function sumProducts(a: Float64Array, b: Float64Array): number {
  const even = a.length - (a.length % 4);
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let d = 0; d < even; d += 4) {
    first += a[d]! * b[d]!;
    second += a[d + 1]! * b[d + 1]!;
    third += a[d + 2]! * b[d + 2]!;
    fourth += a[d + 3]! * b[d + 3]!;
  }
  for (let d = even; d < a.length; d++) first += a[d]! * b[d]!;
  return first + second + third + fourth;
}
