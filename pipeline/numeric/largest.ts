/** Returns the place of the largest number, the first of equals, leaving out the place `excluded`; -1 where there is none. */
export function findLargest(values: ArrayLike<number>, excluded = -1): number {
  let largest = -1;
  for (let place = 0; place < values.length; place++) {
    if (place !== excluded && (largest === -1 || values[place]! > values[largest]!)) largest = place;
  }
  return largest;
}
