/** Columns whose rows come in ascending order, read a batch at a time. */
export type SortedColumns<Columns> = {
  /** Calls `visit` with the place in its batch of everything below row `end` that was not visited before. */
  visitBelow(end: number, visit: (columns: Columns, place: number) => void): Promise<void>;
  /** Ends the reading. */
  close(): Promise<void>;
};

/** Returns columns to be walked beside others of the same rows. */
export function walkColumns<Columns extends { row: readonly number[] }>(
  batches: AsyncGenerator<Columns>,
): SortedColumns<Columns> {
  let batch: Columns | null = null;
  let place = 0;

  async function findNext(): Promise<Columns | null> {
    while (!batch || place === batch.row.length) {
      const { value, done } = await batches.next();
      if (done) return null;
      [batch, place] = [value, 0];
    }
    return batch;
  }

  return {
    async visitBelow(end, visit) {
      for (;;) {
        const columns = await findNext();
        if (!columns) return;
        while (place < columns.row.length) {
          if (columns.row[place]! >= end) return;
          visit(columns, place++);
        }
      }
    },
    close: async () => void (await batches.return(undefined)),
  };
}
