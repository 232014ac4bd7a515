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

/** The terms that count, in order of code units, and the weight that each has for being rare. */
export type Vocabulary = { terms: string[]; inverses: Float64Array };

/**
 * Returns the TF-IDF matrix of n documents, lists of terms: n x terms, the columns in order of code units, rows of unit length. Term
 * frequency is 1 + ln(count), inverse document frequency ln((1 + n) / (1 + df)) + 1 (scikit-learn's TfidfVectorizer with sublinear_tf). A
 * document without a term that counts has an empty row.
 */
export function computeTfIdf(
  documents: readonly (readonly string[])[],
  options: TfIdfOptions,
): SparseMatrix & { terms: string[] } {
  const vocabulary = learnVocabulary(documents, options);
  return { ...weighTerms(documents, vocabulary), terms: vocabulary.terms };
}

/** Returns the terms that count in documents, lists of terms, with their inverse document frequencies. */
export function learnVocabulary(documents: readonly (readonly string[])[], options: TfIdfOptions): Vocabulary {
  const documentCounts = new Map<string, number>();
  for (const document of documents)
    for (const term of new Set(document)) documentCounts.set(term, (documentCounts.get(term) ?? 0) + 1);
  const most = options.maxDocumentShare * documents.length;
  const terms = [...documentCounts.keys()]
    .filter((term) => documentCounts.get(term)! >= options.minDocumentCount && documentCounts.get(term)! <= most)
    .sort();
  const inverses = Float64Array.from(terms, (term) => weighRarity(documentCounts.get(term)!, documents.length));
  return { terms, inverses };
}

/** Returns the TF-IDF matrix of documents, lists of terms, those too from which the vocabulary was not learnt: see computeTfIdf. */
export function weighTerms(documents: readonly (readonly string[])[], { terms, inverses }: Vocabulary): SparseMatrix {
  const columnOf = new Map(terms.map((term, column) => [term, column]));
  return weighColumns(
    documents.map((document) => document.flatMap((term) => columnOf.get(term) ?? [])),
    inverses,
  );
}

/** Returns the inverse document frequency of a term that `count` of so many documents have. */
export function weighRarity(count: number, documents: number): number {
  return Math.log((1 + documents) / (1 + count)) + 1;
}

/** Returns the TF-IDF matrix of documents, given as the columns of their terms, each as often as they have it. `inverses` are the columns' inverse document frequencies. */
export function weighColumns(documents: readonly (readonly number[])[], inverses: Float64Array): SparseMatrix {
  const starts = new Int32Array(documents.length + 1);
  const columnIndices = Int32Array.from(documents.flat());
  const values = new Float64Array(columnIndices.length);
  let filled = 0;
  let from = 0;
  for (const [row, { length }] of documents.entries()) {
    columnIndices.copyWithin(filled, from, from + length);
    filled = weighRow(columnIndices, values, filled, filled + length, inverses);
    from += length;
    starts[row + 1] = filled;
  }
  return {
    rows: documents.length,
    columns: inverses.length,
    starts,
    columnIndices: columnIndices.slice(0, filled),
    values: values.slice(0, filled),
  };
}

/** Makes the columns of a row's terms, in any order and as often as they are there, its ascending entries of unit length, in place; returns where they end. */
export function weighRow(
  columnIndices: Int32Array,
  values: Float64Array,
  from: number,
  to: number,
  inverses: Float64Array,
): number {
  columnIndices.subarray(from, to).sort();
  let end = from;
  let squared = 0;
  for (let start = from; start < to; ) {
    const column = columnIndices[start]!;
    let next = start + 1;
    while (next < to && columnIndices[next] === column) next++;
    const value = (1 + Math.log(next - start)) * inverses[column]!;
    columnIndices[end] = column;
    values[end++] = value;
    squared += value * value;
    start = next;
  }
  const length = Math.sqrt(squared);
  for (let entry = from; entry < end; entry++) values[entry]! /= length;
  return end;
}

/** Returns the rows named by `rows`, in that order, as a copy. */
export function pickRows(matrix: SparseMatrix, rows: readonly number[] | Int32Array): SparseMatrix {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, place) => {
    starts[place + 1] = starts[place]! + matrix.starts[row + 1]! - matrix.starts[row]!;
  });
  const columnIndices = new Int32Array(starts[rows.length]!);
  const values = new Float64Array(starts[rows.length]!);
  rows.forEach((row, place) => {
    columnIndices.set(matrix.columnIndices.subarray(matrix.starts[row]!, matrix.starts[row + 1]!), starts[place]!);
    values.set(matrix.values.subarray(matrix.starts[row]!, matrix.starts[row + 1]!), starts[place]!);
  });
  return { rows: rows.length, columns: matrix.columns, starts, columnIndices, values };
}

/** Returns the transposed matrix: a row for each column, its entries in order of the rows. */
export function transpose({ rows, columns, starts, columnIndices, values }: SparseMatrix): SparseMatrix {
  const ends = new Int32Array(columns + 1);
  for (const column of columnIndices) ends[column + 1]!++;
  for (let column = 0; column < columns; column++) ends[column + 1]! += ends[column]!;
  const transposed = {
    rows: columns,
    columns: rows,
    starts: ends.slice(),
    columnIndices: new Int32Array(columnIndices.length),
    values: new Float64Array(values.length),
  };
  for (let row = 0; row < rows; row++) {
    for (let entry = starts[row]!; entry < starts[row + 1]!; entry++) {
      const place = ends[columnIndices[entry]!]!++;
      transposed.columnIndices[place] = row;
      transposed.values[place] = values[entry]!;
    }
  }
  return transposed;
}
