/**
 * Returns for each row the column that it is given, or -1, such that the weights of the pairs sum to the most that is possible. `weights` has
 * rows x columns numbers, none below 0; a pair of weight 0 is not made. Shortest augmenting paths (Jonker and Volgenant 1987, Computing 38,
 * 325-340), in rows x rows x columns steps.
 */
export function assignOptimally(weights: ArrayLike<number>, rows: number, columns: number): Int32Array {
  if (rows > columns)
    return transposeAssignment(assignOptimally(transpose(weights, rows, columns), columns, rows), rows);
  const rowPotentials = new Float64Array(rows);
  const columnPotentials = new Float64Array(columns);
  const rowOf = new Int32Array(columns).fill(-1);
  for (let row = 0; row < rows; row++) addRow(row, { weights, columns, rowPotentials, columnPotentials, rowOf });
  const columnOf = transposeAssignment(rowOf, rows);
  return columnOf.map((column, row) => (column === -1 || weights[row * columns + column] === 0 ? -1 : column));
}

/** Potentials by which no pair costs less than 0, and those of the pairs made 0; `rowOf` has the row of each column, or -1. */
type Pairing = {
  weights: ArrayLike<number>;
  columns: number;
  rowPotentials: Float64Array;
  columnPotentials: Float64Array;
  rowOf: Int32Array;
};

/** Gives a row a column: along the cheapest path of pairs that are unmade and made in turn, to a column that is free. */
function addRow(first: number, { weights, columns, rowPotentials, columnPotentials, rowOf }: Pairing): void {
  const distances = new Float64Array(columns).fill(Infinity);
  const cameFrom = new Int32Array(columns).fill(-1);
  const isDone = new Uint8Array(columns);
  let row = first;
  let column = -1;
  for (;;) {
    const gone = column === -1 ? 0 : distances[column]!;
    let next = -1;
    for (let other = 0; other < columns; other++) {
      if (isDone[other]) continue;
      const cost = -weights[row * columns + other]! - rowPotentials[row]! - columnPotentials[other]!;
      if (gone + cost < distances[other]!) {
        distances[other] = gone + cost;
        cameFrom[other] = column;
      }
      if (next === -1 || distances[other]! < distances[next]!) next = other;
    }
    column = next;
    if (rowOf[column] === -1) break;
    isDone[column] = 1;
    row = rowOf[column]!;
  }
  const length = distances[column]!;
  rowPotentials[first]! += length;
  for (let other = 0; other < columns; other++) {
    if (!isDone[other]) continue;
    rowPotentials[rowOf[other]!]! += length - distances[other]!;
    columnPotentials[other]! -= length - distances[other]!;
  }
  while (column !== -1) {
    const before = cameFrom[column]!;
    rowOf[column] = before === -1 ? first : rowOf[before]!;
    column = before;
  }
}

function transpose(weights: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const turned = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) turned[column * rows + row] = weights[row * columns + column]!;
  return turned;
}

/** Returns for each of `count` things the one that has it, or -1. */
function transposeAssignment(given: Int32Array, count: number): Int32Array {
  const haver = new Int32Array(count).fill(-1);
  for (const [place, thing] of given.entries()) if (thing !== -1) haver[thing] = place;
  return haver;
}
