/** A stretch of a text; `isOwn` where the other text does not have it at that place. */
export type MarkedStretch = { text: string; isOwn: boolean };

/** Words of a text that are compared. The rest is cut. */
const MOST_WORDS = 1000;

/** Returns two texts as stretches of words: those that both have in the same order, and those that each has alone. */
export function markDifferences(a: string, b: string): [MarkedStretch[], MarkedStretch[]] {
  const left = splitText(a);
  const right = splitText(b);
  const [leftKeys, rightKeys] = [left.map(fold), right.map(fold)];
  const isSame = (i: number, j: number) => leftKeys[i] === rightKeys[j];
  const width = right.length + 1;
  const longest = new Uint16Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      longest[i * width + j] = isSame(i, j)
        ? longest[(i + 1) * width + j + 1]! + 1
        : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
  const marked: [MarkedStretch[], MarkedStretch[]] = [[], []];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && isSame(i, j)) {
      addWord(marked[0], left[i++]!, false);
      addWord(marked[1], right[j++]!, false);
    } else if (j === right.length || (i < left.length && longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!))
      addWord(marked[0], left[i++]!, true);
    else addWord(marked[1], right[j++]!, true);
  }
  return marked;
}

function splitText(text: string): string[] {
  const words = text.split(/\s+/).filter((word) => word !== "");
  return words.length > MOST_WORDS ? [...words.slice(0, MOST_WORDS), "…"] : words;
}

/** Case, quotes and punctuation are no difference of words. */
function fold(word: string): string {
  const folded = word
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
  return folded === "" ? word : folded;
}

function addWord(stretches: MarkedStretch[], word: string, isOwn: boolean): void {
  const last = stretches.at(-1);
  if (last && last.isOwn === isOwn) last.text += ` ${word}`;
  else stretches.push({ text: word, isOwn });
}
