import { mixBits, type WordTable } from "./word-table.ts";

/** Sets of 32-bit hashes, one a row: those of `row` stand in order and once each from `starts[row]` to `starts[row + 1]`. */
export type HashSets = { values: Uint32Array; starts: Uint32Array; count: number };

/** Words of a shingle: three in a row are said twice by chance in few pairs of texts, and one changed word spoils three alone. */
export const SHINGLE_WORDS = 3;

/** Returns the shingles of title and abstract of each text: every three words in a row, or all of a shorter text. */
export function makeShingleSets(table: WordTable): HashSets {
  const { words, hashes, starts } = table;
  return collectSets(table.count, words.length, (row, add) => {
    const end = starts[row + 1]!;
    if (starts[row] === end) return;
    const last = Math.max(starts[row]! + 1, end - SHINGLE_WORDS + 1);
    for (let start = starts[row]!; start < last; start++) {
      let shingle = 0;
      for (let place = start; place < Math.min(start + SHINGLE_WORDS, end); place++)
        shingle = mixBits(Math.imul(shingle, 31) + hashes[words[place]!]!);
      add(shingle);
    }
  });
}

/** Returns the words of each title, as numbers of the table. */
export function makeTitleSets({ words, starts, titleEnds, count }: WordTable): HashSets {
  return collectSets(count, words.length, (row, add) => {
    for (let place = starts[row]!; place < titleEnds[row]!; place++) add(words[place]!);
  });
}

/** Returns the words of each text, as numbers of the table. */
export function makeWordSets({ words, starts, count }: WordTable): HashSets {
  return collectSets(count, words.length, (row, add) => {
    for (let place = starts[row]!; place < starts[row + 1]!; place++) add(words[place]!);
  });
}

/** `capacity`: the most values that all rows have together. */
function collectSets(
  count: number,
  capacity: number,
  list: (row: number, add: (value: number) => void) => void,
): HashSets {
  const values = new Uint32Array(capacity + count);
  const starts = new Uint32Array(count + 1);
  let length = 0;
  const add = (value: number) => {
    values[length++] = value;
  };
  for (let row = 0; row < count; row++) {
    const start = length;
    list(row, add);
    const part = values.subarray(start, length).sort();
    length = start;
    for (let place = 0; place < part.length; place++)
      if (place === 0 || part[place] !== values[length - 1]) values[length++] = part[place]!;
    starts[row + 1] = length;
  }
  return { values: values.slice(0, length), starts, count };
}

/** Returns how many values two rows share. */
export function countShared({ values, starts }: HashSets, a: number, b: number): number {
  let [left, right] = [starts[a]!, starts[b]!];
  const [leftEnd, rightEnd] = [starts[a + 1]!, starts[b + 1]!];
  let shared = 0;
  while (left < leftEnd && right < rightEnd) {
    const difference = values[left]! - values[right]!;
    if (difference === 0) shared++;
    if (difference <= 0) left++;
    if (difference >= 0) right++;
  }
  return shared;
}

/** Returns the weight of what two rows share, and of all that each of them holds. */
export function weighShared(
  { values, starts }: HashSets,
  weights: Float64Array,
  a: number,
  b: number,
): { shared: number; left: number; right: number } {
  let [i, j] = [starts[a]!, starts[b]!];
  const [iEnd, jEnd] = [starts[a + 1]!, starts[b + 1]!];
  let [shared, left, right] = [0, 0, 0];
  while (i < iEnd || j < jEnd) {
    const first = i < iEnd ? values[i]! : Number.POSITIVE_INFINITY;
    const second = j < jEnd ? values[j]! : Number.POSITIVE_INFINITY;
    const weight = weights[Math.min(first, second)]!;
    if (first === second) shared += weight;
    if (first <= second) {
      left += weight;
      i++;
    }
    if (second <= first) {
      right += weight;
      j++;
    }
  }
  return { shared, left, right };
}

/** Returns how many values a row has. */
export function countValues({ starts }: HashSets, row: number): number {
  return starts[row + 1]! - starts[row]!;
}
