/** First and last window that a word is in. */
type Stretch = [first: number, last: number];

/** Words of a window, which moves word by word through each text; a shorter text is one window. */
const WINDOW = 110;
/** Added to the share of windows that two words are in together, as gensim 4.4 does. */
const EPSILON = 1e-12;

/**
 * Returns C_v (Röder, Both and Hinneburg 2015): the mean over topics of how alike each word's company is to that of all. A word's vector
 * holds its NPMI with each word of the topic; it is compared by cosine with their sum. `tokens` are each text's words in order.
 * Topics of one word are left out; NaN without any.
 */
export function computeWindowCoherence(
  topics: readonly (readonly string[])[],
  tokens: readonly (readonly string[])[],
): number {
  const judged = topics.filter(({ length }) => length > 1);
  const counts = countWindows(judged, tokens);
  const means = judged.map((words) => {
    const vectors = words.map((word) => words.map((other) => computePairInformation(word, other, counts)));
    const sum = words.map((_, index) => vectors.reduce((total, vector) => total + vector[index]!, 0));
    return average(vectors.map((vector) => computeCosine(vector, sum)));
  });
  return average(means);
}

type WindowCounts = { windows: number; ofPair: Map<string, number> };

/**
 * Counts the windows of each pair of words that share a topic; the pair of a word with itself are the windows of the word. As in gensim
 * 4.4, with whose figures these are compared, a word leaves a window with its first occurrence, even where a second follows.
 */
function countWindows(topics: readonly (readonly string[])[], tokens: readonly (readonly string[])[]): WindowCounts {
  const wanted = new Map<string, Set<string>>();
  for (const words of topics) {
    for (const word of words) {
      const others = wanted.get(word) ?? new Set();
      wanted.set(word, others);
      for (const other of words) if (word <= other) others.add(other);
    }
  }
  const ofPair = new Map<string, number>();
  let windows = 0;
  for (const text of tokens) {
    const last = Math.max(0, text.length - WINDOW);
    const stretches = findStretches(text, wanted, last);
    windows += last + 1;
    for (const [word, own] of stretches) {
      for (const other of wanted.get(word)!) {
        const theirs = stretches.get(other);
        if (!theirs) continue;
        const key = keyOfPair(word, other);
        ofPair.set(key, (ofPair.get(key) ?? 0) + countShared(own, theirs));
      }
    }
  }
  return { windows, ofPair };
}

function findStretches(
  text: readonly string[],
  wanted: ReadonlyMap<string, unknown>,
  lastWindow: number,
): Map<string, Stretch[]> {
  const positions = new Map<string, number[]>();
  text.forEach((word, position) => {
    if (!wanted.has(word)) return;
    const known = positions.get(word);
    if (known) known.push(position);
    else positions.set(word, [position]);
  });
  return new Map([...positions].map(([word, own]) => [word, joinStretches(own, lastWindow)]));
}

function joinStretches(positions: readonly number[], lastWindow: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (const position of positions) {
    const first = Math.max(0, position - WINDOW + 1);
    const last = Math.min(positions.find((candidate) => candidate >= first)!, lastWindow);
    const previous = stretches.at(-1);
    if (previous && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else stretches.push([first, last]);
  }
  return stretches;
}

function countShared(first: readonly Stretch[], second: readonly Stretch[]): number {
  let shared = 0;
  for (const [begin, end] of first) {
    for (const [otherBegin, otherEnd] of second) {
      shared += Math.max(0, Math.min(end, otherEnd) - Math.max(begin, otherBegin) + 1);
    }
  }
  return shared;
}

function computePairInformation(first: string, second: string, { windows, ofPair }: WindowCounts): number {
  const share = (a: string, b: string) => (ofPair.get(keyOfPair(a, b)) ?? 0) / windows;
  const together = share(first, second) + EPSILON;
  return Math.log(together / (share(first, first) * share(second, second))) / -Math.log(together);
}

function keyOfPair(first: string, second: string): string {
  return first <= second ? `${first} ${second}` : `${second} ${first}`;
}

function computeCosine(a: readonly number[], b: readonly number[]): number {
  const dot = a.reduce((sum, value, index) => sum + value * b[index]!, 0);
  return dot / (Math.hypot(...a) * Math.hypot(...b));
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
