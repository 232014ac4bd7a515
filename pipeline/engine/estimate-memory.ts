/** Bytes of the program itself: Node.js, the libraries, the model, the share of the database. */
const PROGRAM = 700e6;

/** Bytes of a record while repeats are looked for: its words and three-word runs as numbers. Measured, with room to spare. */
const PER_RECORD = 3_000;

/** Bytes of a paper in the stage that holds most of it: its vectors, neighbours and place. Measured, with room to spare. */
const PER_PAPER = 20_000;

/** Bytes of a character of the papers' texts: the text itself, its words as numbers, and what is counted of them. Measured, with room to spare. */
const PER_CHARACTER = 8;

/** Returns the bytes that a run holds at most while it merges so many records. */
export function estimateRecords(records: number): number {
  return PROGRAM + records * PER_RECORD;
}

/** Returns the bytes that a run of so many papers, whose searched texts have so many characters together, holds at most. */
export function estimateRun(papers: number, characters: number): number {
  return PROGRAM + papers * PER_PAPER + characters * PER_CHARACTER;
}
