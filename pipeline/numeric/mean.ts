/** Returns the arithmetic mean of numbers, summed from first to last; NaN for none. */
export function computeMean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return sum / values.length;
}
