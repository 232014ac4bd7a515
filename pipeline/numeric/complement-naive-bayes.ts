import type { SparseMatrix } from "./tf-idf.ts";

const SMOOTHING = 0.3;

/** Classes whose weights are held at once: those of all of them can take more memory than everything else. */
const CLASSES_AT_ONCE = 64;

/**
 * Returns how much the terms of each asked row speak for each of k classes, rows x k, row-major; 0 throughout for a row without terms. A term speaks for a class by minus the logarithm
 * of its smoothed share in all *other* classes, which small classes bias less than their own counts would. `classOf` gives each known row its class, or -1: it then teaches nothing.
 * Rennie, Shih, Teevan and Karger 2003; scikit-learn's ComplementNB with alpha 0.3.
 */
export function scoreByComplement(
  asked: SparseMatrix,
  known: SparseMatrix,
  classOf: Int32Array,
  k: number,
  classesAtOnce = CLASSES_AT_ONCE,
): Float64Array {
  const all = sumColumns(known, classOf);
  const scores = new Float64Array(asked.rows * k);
  for (let first = 0; first < k; first += classesAtOnce) {
    const classes = Math.min(classesAtOnce, k - first);
    const weights = weighTermsOfClasses(known, classOf, all, first, classes);
    for (let row = 0; row < asked.rows; row++)
      addScores(scores.subarray(row * k + first, row * k + first + classes), asked, row, weights);
  }
  return scores;
}

/** Classes whose sums grow side by side, out of memory. */
const SIDE_BY_SIDE = 4;

/** Adds to the scores of a row, one for each of some classes, what its terms weigh there, each summed from first to last. */
function addScores(
  scores: Float64Array,
  { starts, columnIndices, values }: SparseMatrix,
  row: number,
  weights: Float32Array,
): void {
  const classes = scores.length;
  const [begin, end] = [starts[row]!, starts[row + 1]!];
  const even = classes - (classes % SIDE_BY_SIDE);
  for (let c = 0; c < even; c += SIDE_BY_SIDE) {
    let first = 0;
    let second = 0;
    let third = 0;
    let fourth = 0;
    for (let entry = begin; entry < end; entry++) {
      const from = columnIndices[entry]! * classes + c;
      const value = values[entry]!;
      first += value * weights[from]!;
      second += value * weights[from + 1]!;
      third += value * weights[from + 2]!;
      fourth += value * weights[from + 3]!;
    }
    scores[c] = first;
    scores[c + 1] = second;
    scores[c + 2] = third;
    scores[c + 3] = fourth;
  }
  for (let entry = begin; entry < end; entry++)
    for (let c = even; c < classes; c++) scores[c]! += values[entry]! * weights[columnIndices[entry]! * classes + c]!;
}

function sumColumns(known: SparseMatrix, classOf: Int32Array): Float64Array {
  const sums = new Float64Array(known.columns);
  for (let row = 0; row < known.rows; row++) {
    if (classOf[row] === -1) continue;
    for (let entry = known.starts[row]!; entry < known.starts[row + 1]!; entry++)
      sums[known.columnIndices[entry]!]! += known.values[entry]!;
  }
  return sums;
}

/** Returns the weights of the terms for so many classes from `first` on, columns x classes, row-major; `all` has the sum of each column. */
function weighTermsOfClasses(
  known: SparseMatrix,
  classOf: Int32Array,
  all: Float64Array,
  first: number,
  classes: number,
): Float32Array {
  const inside = new Float64Array(known.columns * classes);
  for (let row = 0; row < known.rows; row++) {
    const own = classOf[row]! - first;
    if (classOf[row] === -1 || own < 0 || own >= classes) continue;
    for (let entry = known.starts[row]!; entry < known.starts[row + 1]!; entry++)
      inside[known.columnIndices[entry]! * classes + own]! += known.values[entry]!;
  }
  const totals = new Float64Array(classes);
  for (let column = 0; column < known.columns; column++)
    for (let c = 0; c < classes; c++) totals[c]! += all[column]! - inside[column * classes + c]! + SMOOTHING;
  // Most terms are in few classes: the logarithm of all others is then one for the rest of them.
  const logTotals = totals.map(Math.log);
  const weights = new Float32Array(inside.length);
  for (let column = 0; column < known.columns; column++) {
    const logAll = Math.log(all[column]! + SMOOTHING);
    for (let entry = column * classes, c = 0; c < classes; entry++, c++) {
      const logOthers = inside[entry] === 0 ? logAll : Math.log(all[column]! - inside[entry]! + SMOOTHING);
      weights[entry] = logTotals[c]! - logOthers;
    }
  }
  return weights;
}
