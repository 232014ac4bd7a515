import type { LanguageRules } from "./languages/language-rules.ts";
import { countNeighbor, type Neighbors } from "./neighbors.ts";
import type { Spelling } from "./phrase-spelling.ts";
import type { PhraseWord } from "./phrase-words.ts";

/**
 * The documents of a key, and those of the rarest word that it is written with. Where that is in fewer, as "on" may be for "on-line", written "online" elsewhere, each list
 * has a tally of its own; else all share the first.
 */
export type KeyCount = { rows: number; lastRow: number; leastSupport: number; tallies: (Tally | undefined)[] };

/** What is counted of a key: its parts, spellings, documents and what stands beside it. */
export type Tally = {
  parts: string[];
  hasStopWord: boolean;
  spellings: Map<string, Spelling>;
  documents: number[];
  count: number;
  before: Neighbors;
  after: Neighbors;
  lastWord: string;
};

/** A stretch of words in one segment of the text of a row that may be a phrase; `end` is its last word, `support` the documents of its rarest. */
type Occurrence = { row: number; segment: Segment; start: number; end: number; support: number };

/** One stretch of a text without punctuation: its words, the normalised parts of each, acronyms spelled out, and these run together. */
export type Segment = {
  tokens: readonly string[];
  words: readonly PhraseWord[];
  parts: readonly (readonly string[])[];
  keys: readonly string[];
};

/** In characters: an ideograph alone is no phrase. */
const SHORTEST_PHRASE = 2;

/** In characters, as written. What is longer is shown nowhere as a whole. */
const LONGEST_PHRASE = 120;

/** Counts the documents of every key of at most `maxTokens` words, then tallies those that are in enough for one of the lists. */
export function tallyKeys(
  segments: readonly (readonly Segment[])[],
  maxTokens: number,
  minDocuments: readonly number[],
  rules: LanguageRules,
): Map<string, KeyCount> {
  const counts = new Map<string, KeyCount>();
  const visited: KeyCount[] = [];
  visitOccurrences(segments, maxTokens, rules, (key, { row, support }) => {
    let count = counts.get(key);
    if (!count) {
      count = { rows: 0, lastRow: -1, leastSupport: support, tallies: [] };
      counts.set(key, count);
    }
    if (count.lastRow !== row) count.rows++;
    count.lastRow = row;
    if (support < count.leastSupport) count.leastSupport = support;
    visited.push(count);
  });
  let next = 0;
  visitOccurrences(segments, maxTokens, rules, (_key, occurrence) => {
    const count = visited[next++]!;
    if (count.rows < minDocuments[0]!) return;
    const lists = isEven(count) ? 1 : minDocuments.length;
    for (let list = 0; list < lists && occurrence.support >= minDocuments[list]!; list++) {
      count.tallies[list] ??= beginTally(occurrence);
      tallyOccurrence(count.tallies[list]!, occurrence, rules);
    }
  });
  return counts;
}

/** Whether all lists share the first tally of a key. */
export function isEven({ leastSupport, rows }: KeyCount): boolean {
  return leastSupport >= rows;
}

/** Calls `visit` for each occurrence, always with the same object. */
function visitOccurrences(
  segments: readonly (readonly Segment[])[],
  maxTokens: number,
  rules: LanguageRules,
  visit: (key: string, occurrence: Readonly<Occurrence>) => void,
): void {
  for (const [row, ofText] of segments.entries()) {
    for (const segment of ofText) {
      const { tokens, words, keys } = segment;
      const occurrence: Occurrence = { row, segment, start: 0, end: 0, support: 0 };
      for (let start = 0; start < words.length; start++) {
        if (!words[start]!.begins) continue;
        occurrence.start = start;
        const last = Math.min(start + maxTokens, words.length);
        let length = -1;
        let key = "";
        let support = Number.POSITIVE_INFINITY;
        for (let end = start; end < last && isInside(words, end, rules); end++) {
          const word = words[end]!;
          length += 1 + tokens[end]!.length;
          if (length > LONGEST_PHRASE) break;
          key += keys[end]!;
          if (word.ends && !(end === start && word.isStop) && key.length >= SHORTEST_PHRASE) {
            occurrence.end = end;
            occurrence.support = Math.min(support, word.documents);
            visit(key, occurrence);
          }
          if (word.documents < support && (end === start || !mayLink(words, end, rules))) support = word.documents;
        }
      }
    }
  }
}

function isInside(words: readonly PhraseWord[], place: number, rules: LanguageRules): boolean {
  return words[place]!.isInside || mayLink(words, place, rules);
}

function mayLink(words: readonly PhraseWord[], place: number, rules: LanguageRules): boolean {
  return rules.mayLink(words[place]!.lower, words[place - 1]?.lower ?? "");
}

function beginTally({ segment, start, end }: Readonly<Occurrence>): Tally {
  const { words, parts } = segment;
  return {
    parts: parts.slice(start, end + 1).flat(),
    hasStopWord: words.slice(start, end + 1).some(({ isStop }) => isStop),
    spellings: new Map(),
    documents: [],
    count: 0,
    before: { open: 0, words: new Map() },
    after: { open: 0, words: new Map() },
    lastWord: words[end]!.lower,
  };
}

function tallyOccurrence(tally: Tally, { row, segment, start, end }: Readonly<Occurrence>, rules: LanguageRules): void {
  const { tokens, words } = segment;
  const written = rules.joinTokens(tokens.slice(start, end + 1));
  let spelling = tally.spellings.get(written);
  if (!spelling) {
    spelling = { written, count: 0, atEnd: 0 };
    tally.spellings.set(written, spelling);
  }
  const next = findNeighbor(words, end, 1, rules);
  spelling.count++;
  if (next === undefined) spelling.atEnd++;
  if (tally.documents.at(-1) !== row) tally.documents.push(row);
  tally.count++;
  countNeighbor(tally.before, findNeighbor(words, start, -1, rules));
  countNeighbor(tally.after, next);
}

/** Returns the content word beside a place, also where a linking word parts them if the rules read through it; undefined is none. */
function findNeighbor(
  words: readonly PhraseWord[],
  place: number,
  step: 1 | -1,
  rules: LanguageRules,
): string | undefined {
  let next = place + step;
  while (rules.readsThroughLinks && words[next] && mayLink(words, next, rules)) next += step;
  const word = words[next];
  return word === undefined || word.isOpen ? undefined : word.lower;
}
