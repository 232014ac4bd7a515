import type { RowPairs } from "./row-pairs.ts";
import type { HashSets } from "./shingle-sets.ts";
import { mixBits } from "./word-table.ts";

/**
 * How sets are banded: two sets of Jaccard similarity s meet in some band with the probability 1 - (1 - s^rows)^bands.
 * See Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, chapter 3.
 */
export type Banding = { bands: number; rows: number };

/** Rows of which all are paired, and how many partners of each kind a row has where there are more. */
const LARGEST_BUCKET = 24;
const PARTNERS = 6;

/** Rows of more than 2^20 sets would not be told apart in a sort key of 53 bits. */
const MOST_SETS = 2 ** 20;

/** Adds every pair of sets that have equal MinHash values in all rows of some band. Empty sets are like no other. */
export function addBandPairs(sets: HashSets, { bands, rows }: Banding, pairs: RowPairs): void {
  if (sets.count > MOST_SETS) throw new Error(`sets to compare: ${sets.count}: at most ${MOST_SETS} can be`);
  const keys = new Float64Array(sets.count);
  for (let band = 0; band < bands; band++) {
    let length = 0;
    for (let row = 0; row < sets.count; row++) {
      if (sets.starts[row] === sets.starts[row + 1]) continue;
      keys[length++] = hashBand(sets, row, band * rows, rows) * MOST_SETS + row;
    }
    addBucketPairs(keys.subarray(0, length).sort(), pairs);
  }
}

function hashBand({ values, starts }: HashSets, row: number, first: number, count: number): number {
  let band = 0;
  for (let index = first; index < first + count; index++) {
    const factor = mixBits(2 * index + 1) | 1;
    const offset = mixBits(2 * index + 2);
    let least = 0xffffffff;
    for (let place = starts[row]!; place < starts[row + 1]!; place++) {
      const value = (Math.imul(values[place]!, factor) + offset) >>> 0;
      if (value < least) least = value;
    }
    band = mixBits(Math.imul(band, 31) + mixBits(least));
  }
  return band;
}

function addBucketPairs(keys: Float64Array, pairs: RowPairs): void {
  let start = 0;
  for (let end = 1; end <= keys.length; end++) {
    if (end < keys.length && bucketOf(keys[end]!) === bucketOf(keys[start]!)) continue;
    if (end - start > 1)
      addPairsWithin(
        keys.subarray(start, end).map((key) => key % MOST_SETS),
        pairs,
      );
    start = end;
  }
}

function bucketOf(key: number): number {
  return Math.floor(key / MOST_SETS);
}

/**
 * Adds the pairs of a bucket of rows: all of a small one. In a large one, such as a template of thousands, each row is paired with the first
 * ones and those just before it alone.
 */
export function addPairsWithin(bucket: ArrayLike<number>, pairs: RowPairs): void {
  const isLarge = bucket.length > LARGEST_BUCKET;
  for (let place = 1; place < bucket.length; place++) {
    for (let other = 0; other < place; other++) {
      if (isLarge && other === PARTNERS) other = Math.max(other, place - PARTNERS);
      pairs.add(bucket[other]!, bucket[place]!);
    }
  }
}
