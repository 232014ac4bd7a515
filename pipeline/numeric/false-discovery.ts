/**
 * Returns the q-value of each p-value: the smallest share of false discoveries at which it is one (Benjamini and Hochberg 1995). `tests` are all that were
 * made; p-values that are not given count as larger than those that are.
 */
export function adjustPValues(pValues: readonly number[], tests = pValues.length): number[] {
  const order = [...pValues.keys()].sort((a, b) => pValues[a]! - pValues[b]! || a - b);
  const adjusted = new Array<number>(pValues.length);
  let smallest = 1;
  for (let rank = order.length; rank > 0; rank--) {
    const index = order[rank - 1]!;
    smallest = Math.min(smallest, (pValues[index]! * tests) / rank);
    adjusted[index] = smallest;
  }
  return adjusted;
}
