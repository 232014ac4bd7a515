/** Returns for each row the mean of a figure over the rows around its k, by normal weights `width` of ln k wide: what holds for one k only is chance. */
export function averageAround<Row extends { k: number }>(
  rows: readonly Row[],
  width: number,
  measure: (row: Row) => number,
): number[] {
  const values = rows.map(measure);
  return rows.map(({ k }) => {
    let sum = 0;
    let total = 0;
    for (const [place, row] of rows.entries()) {
      const weight = Math.exp(-0.5 * (Math.log(row.k / k) / width) ** 2);
      sum += weight * values[place]!;
      total += weight;
    }
    return sum / total;
  });
}
