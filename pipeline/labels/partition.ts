/** Topics of one level, from 0 to k - 1, as the topic of each paper; -1 is none. */
export type Partition = {
  topicOf: Int32Array;
  k: number;
  /** 1 for each paper that is to be as if it were not there; it has no topic. */
  heldOut?: Uint8Array;
};

/** Returns how many papers there are, with topic or without, but for those held out. */
export function countPapers({ topicOf, heldOut }: Partition): number {
  return topicOf.length - (heldOut?.reduce((sum, held) => sum + held, 0) ?? 0);
}

/** Returns the rows that are not held out. */
export function dropHeldOut(rows: readonly number[], { heldOut }: Partition): readonly number[] {
  return heldOut ? rows.filter((row) => heldOut[row] === 0) : rows;
}
