import type { SparseMatrix } from "./tf-idf.ts";

/** How much each term speaks for each class: `weights` is k x columns, row-major. */
export type ComplementNaiveBayes = { k: number; columns: number; weights: Float32Array };

const SMOOTHING = 0.3;

/**
 * Learns how much each term speaks for each of k classes: minus the logarithm of its smoothed share in all *other* classes, which small
 * classes bias less than their own counts would. `classOf` gives each row its class, or -1; a row of -1 teaches nothing.
 * Rennie, Shih, Teevan and Karger 2003; scikit-learn's ComplementNB with alpha 0.3.
 */
export function learnComplementNaiveBayes(terms: SparseMatrix, classOf: Int32Array, k: number): ComplementNaiveBayes {
  const { columns } = terms;
  const inside = new Float64Array(k * columns);
  const all = new Float64Array(columns);
  for (let row = 0; row < terms.rows; row++) {
    const own = classOf[row]!;
    if (own === -1) continue;
    for (let entry = terms.starts[row]!; entry < terms.starts[row + 1]!; entry++) {
      const column = terms.columnIndices[entry]!;
      inside[own * columns + column]! += terms.values[entry]!;
      all[column]! += terms.values[entry]!;
    }
  }
  const weights = new Float32Array(k * columns);
  for (let c = 0; c < k; c++) {
    let total = 0;
    for (let column = 0; column < columns; column++) total += all[column]! - inside[c * columns + column]! + SMOOTHING;
    for (let column = 0; column < columns; column++) {
      const others = all[column]! - inside[c * columns + column]! + SMOOTHING;
      weights[c * columns + column] = -Math.log(others / total);
    }
  }
  return { k, columns, weights };
}

/** Returns how much the terms of each row speak for each class, rows x k, row-major; 0 throughout for a row without terms. */
export function scoreByTerms(terms: SparseMatrix, { k, columns, weights }: ComplementNaiveBayes): Float64Array {
  const scores = new Float64Array(terms.rows * k);
  for (let row = 0; row < terms.rows; row++) {
    for (let entry = terms.starts[row]!; entry < terms.starts[row + 1]!; entry++) {
      const column = terms.columnIndices[entry]!;
      const value = terms.values[entry]!;
      for (let c = 0; c < k; c++) scores[row * k + c]! += value * weights[c * columns + column]!;
    }
  }
  return scores;
}
