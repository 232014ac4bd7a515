import type { SparseMatrix } from "./tf-idf.ts";

/** How much each term speaks for each class: k x columns, by classes. */
export type ComplementNaiveBayes = { k: number; columns: number; weights: Float32Array };

const SMOOTHING = 0.3;

/**
 * Learns which terms speak for which class from the rows that have one; a label of -1 is none. A term's weight for a class is minus the
 * logarithm of its smoothed share in all *other* classes, which small classes bias less than their own counts would
 * (Complement Naive Bayes, Rennie, Shih, Teevan and Karger 2003; scikit-learn's ComplementNB with alpha 0.3).
 */
export function learnComplementNaiveBayes(terms: SparseMatrix, labels: Int32Array, k: number): ComplementNaiveBayes {
  const { columns } = terms;
  const own = new Float64Array(k * columns);
  const all = new Float64Array(columns);
  for (let row = 0; row < terms.rows; row++) {
    const label = labels[row]!;
    if (label === -1) continue;
    for (let entry = terms.starts[row]!; entry < terms.starts[row + 1]!; entry++) {
      const column = terms.columnIndices[entry]!;
      own[label * columns + column]! += terms.values[entry]!;
      all[column]! += terms.values[entry]!;
    }
  }
  const weights = new Float32Array(k * columns);
  for (let label = 0; label < k; label++) {
    let total = 0;
    for (let column = 0; column < columns; column++) total += all[column]! - own[label * columns + column]! + SMOOTHING;
    for (let column = 0; column < columns; column++) {
      const others = all[column]! - own[label * columns + column]! + SMOOTHING;
      weights[label * columns + column] = -Math.log(others / total);
    }
  }
  return { k, columns, weights };
}

/** Returns how much the terms of each row speak for each class, rows x k; 0 throughout for a row without terms. */
export function scoreByTerms(terms: SparseMatrix, { k, columns, weights }: ComplementNaiveBayes): Float64Array {
  const scores = new Float64Array(terms.rows * k);
  for (let row = 0; row < terms.rows; row++) {
    for (let entry = terms.starts[row]!; entry < terms.starts[row + 1]!; entry++) {
      const column = terms.columnIndices[entry]!;
      const value = terms.values[entry]!;
      for (let label = 0; label < k; label++) scores[row * k + label]! += value * weights[label * columns + column]!;
    }
  }
  return scores;
}
