/** A sparse matrix by rows: row i has the columns and values from starts[i] up to starts[i + 1]. */
export type SparseMatrix = {
  rows: number;
  columns: number;
  starts: Int32Array;
  columnIndices: Int32Array;
  values: Float64Array;
};

/** Which terms count. */
export type TfIdfOptions = {
  /** Terms in fewer documents are left out. */
  minDocumentCount: number;
  /** Terms in more than this share of the documents are left out. */
  maxDocumentShare: number;
};

/**
 * Returns the TF-IDF matrix of n documents, lists of terms: n x terms, the columns in order of code units, rows of unit length. Term
 * frequency is 1 + ln(count), inverse document frequency ln((1 + n) / (1 + df)) + 1 (scikit-learn's TfidfVectorizer with sublinear_tf). A
 * document without a term that counts has an empty row.
 */
export function computeTfIdf(
  documents: readonly (readonly string[])[],
  options: TfIdfOptions,
): SparseMatrix & { terms: string[] } {
  const counts = documents.map(countTerms);
  const documentCounts = new Map<string, number>();
  for (const document of counts) {
    for (const term of document.keys()) documentCounts.set(term, (documentCounts.get(term) ?? 0) + 1);
  }
  const most = options.maxDocumentShare * documents.length;
  const terms = [...documentCounts.keys()]
    .filter((term) => documentCounts.get(term)! >= options.minDocumentCount && documentCounts.get(term)! <= most)
    .sort();
  const columnOf = new Map(terms.map((term, column) => [term, column]));
  const starts = new Int32Array(documents.length + 1);
  const columnIndices: number[] = [];
  const values: number[] = [];
  counts.forEach((document, row) => {
    const entries = [...document]
      .filter(([term]) => columnOf.has(term))
      .map(([term, count]) => {
        const inverse = Math.log((1 + documents.length) / (1 + documentCounts.get(term)!)) + 1;
        return { column: columnOf.get(term)!, value: (1 + Math.log(count)) * inverse };
      })
      .sort((a, b) => a.column - b.column);
    const length = Math.sqrt(entries.reduce((sum, { value }) => sum + value * value, 0));
    for (const { column, value } of entries) {
      columnIndices.push(column);
      values.push(value / length);
    }
    starts[row + 1] = columnIndices.length;
  });
  return {
    rows: documents.length,
    columns: terms.length,
    starts,
    columnIndices: Int32Array.from(columnIndices),
    values: Float64Array.from(values),
    terms,
  };
}

function countTerms(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
