import { ENGLISH } from "../text/languages/english.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { countTokens, keyOfPhrase } from "../text/phrase-keys.ts";

/** A run of words that could be a phrase: its key, and the rows of the texts with it, ascending. */
export type CountedPhrase = { key: string; rows: number[] };

/** A word as it may stand in a phrase; `id` is that of its key, which its forms share. */
type Word = { id: number; key: string; lower: string; mayBegin: boolean; mayEnd: boolean; mayStandInside: boolean };

/** A stretch of a text without punctuation, and the row of the text. */
type Segment = { words: Word[]; row: number };

/** Uses of runs of one length: the segment of each, the place of its last word, and which run it is. */
type Uses = { segments: Segment[]; lasts: number[]; runs: number[] };

/** A run of words that is common enough, and whether it may end there. */
type Run = CountedPhrase & { mayEnd: boolean };

/** No corpus has as many different words. */
const MOST_WORDS = 2 ** 26;

/**
 * Returns every run of up to `maxWords` words that stands in at least `least` texts, in order of length and first use. It neither begins nor ends with a word that may not;
 * whether it is whole is not looked at. Runs are grown word by word: what is rare is not looked at further (Agrawal and Srikant 1994).
 */
export function countPhrases(
  texts: readonly string[],
  { least, maxWords, rules = ENGLISH }: { least: number; maxWords: number; rules?: LanguageRules },
): CountedPhrase[] {
  const byKey = new Map<string, CountedPhrase>();
  const grower = new RunGrower(least, rules);
  let common = grower.begin(readSegments(texts, rules));
  for (let length = 1; common.length > 0; length++) {
    for (const { key, rows, mayEnd } of common) {
      const phrase = byKey.get(key);
      if (!mayEnd) continue;
      if (phrase) phrase.rows = [...new Set([...phrase.rows, ...rows])].sort((a, b) => a - b);
      else byKey.set(key, { key, rows });
    }
    if (length === countTokens(maxWords, rules)) break;
    common = grower.grow(common);
  }
  return [...byKey.values()];
}

function readSegments(texts: readonly string[], rules: LanguageRules): Segment[] {
  const words = new Map<string, Word>();
  const ids = new Map<string, number>();
  const read = (token: string): Word => {
    let word = words.get(token);
    if (!word) {
      const [key, lower] = [keyOfPhrase(token, rules), token.toLowerCase()];
      const id = ids.get(key) ?? ids.size;
      ids.set(key, id);
      const mayStandInside = rules.mayStandInside(lower);
      const mayBegin = mayStandInside && rules.mayBegin(lower);
      const mayEnd = mayStandInside && rules.mayEnd(lower);
      word = { id, key, lower, mayBegin, mayEnd, mayStandInside };
      words.set(token, word);
    }
    return word;
  };
  return texts.flatMap((text, row) => rules.splitSegments(text).map((tokens) => ({ words: tokens.map(read), row })));
}

/** Holds every use of the runs of one length that are common, and makes of it those of the next. */
class RunGrower {
  readonly #least: number;
  readonly #rules: LanguageRules;
  #uses: Uses = { segments: [], lasts: [], runs: [] };

  constructor(least: number, rules: LanguageRules) {
    this.#least = least;
    this.#rules = rules;
  }

  /** Returns the words that may begin a phrase and are common. */
  begin(segments: readonly Segment[]): Run[] {
    const first = new UseCollector();
    for (const segment of segments) {
      segment.words.forEach((word, place) => {
        if (word.mayBegin) first.add(segment, place, word.id);
      });
    }
    return this.#keepCommon(first, () => "");
  }

  /** Returns the runs that are a word longer than the common ones given, and are common themselves. */
  grow(runs: readonly Run[]): Run[] {
    const next = new UseCollector();
    const { segments, lasts, runs: runOf } = this.#uses;
    segments.forEach((segment, use) => {
      const place = lasts[use]! + 1;
      const word = segment.words[place];
      if (!word || !(word.mayStandInside || this.#rules.mayLink(word.lower, segment.words[place - 1]!.lower))) return;
      next.add(segment, place, runOf[use]! * MOST_WORDS + word.id);
    });
    return this.#keepCommon(next, (code) => runs[Math.floor(code / MOST_WORDS)]!.key);
  }

  #keepCommon(collector: UseCollector, keyBefore: (code: number) => string): Run[] {
    const { uses, codes, counts } = collector;
    const numberOf = new Int32Array(codes.length).fill(-1);
    const common: Run[] = [];
    const kept: Uses = { segments: [], lasts: [], runs: [] };
    uses.segments.forEach((segment, use) => {
      const run = uses.runs[use]!;
      if (counts[run]! < this.#least) return;
      const last = segment.words[uses.lasts[use]!]!;
      if (numberOf[run] === -1) {
        numberOf[run] = common.length;
        common.push({ key: keyBefore(codes[run]!) + last.key, rows: [], mayEnd: last.mayEnd });
      }
      const { rows } = common[numberOf[run]!]!;
      if (rows.at(-1) !== segment.row) rows.push(segment.row);
      kept.segments.push(segment);
      kept.lasts.push(uses.lasts[use]!);
      kept.runs.push(numberOf[run]!);
    });
    this.#uses = kept;
    return common;
  }
}

/** Collects uses of runs, and counts in how many texts each run is. */
class UseCollector {
  readonly uses: Uses = { segments: [], lasts: [], runs: [] };
  readonly codes: number[] = [];
  readonly counts: number[] = [];
  readonly #numbers = new Map<number, number>();
  readonly #lastRows: number[] = [];

  add(segment: Segment, last: number, code: number): void {
    let run = this.#numbers.get(code);
    if (run === undefined) {
      run = this.codes.length;
      this.#numbers.set(code, run);
      this.codes.push(code);
      this.counts.push(0);
      this.#lastRows.push(-1);
    }
    if (this.#lastRows[run] !== segment.row) this.counts[run]!++;
    this.#lastRows[run] = segment.row;
    this.uses.segments.push(segment);
    this.uses.lasts.push(last);
    this.uses.runs.push(run);
  }
}
