import { Int32List, PairNumbers } from "../numeric/int32-list.ts";
import { ENGLISH } from "../text/languages/english.ts";
import type { LanguageRules } from "../text/languages/language-rules.ts";
import { countTokens, keyOfPhrase } from "../text/phrase-keys.ts";
import { readTokens, type TokenPlaces } from "../text/token-places.ts";

/** A run of words that could be a phrase: its key, and the rows of the texts with it, ascending. */
export type CountedPhrase = { key: string; rows: number[] };

/** A word as it may stand in a phrase; `id` is that of its key, which its forms share. */
type Word = { id: number; key: string; lower: string; mayBegin: boolean; mayEnd: boolean; mayStandInside: boolean };

/** The words of all texts, and what each token is. */
type WordPlaces = TokenPlaces & { words: readonly Word[] };

/** Uses of runs of one length: the place of the last word of each, the row of its text, and which run it is. */
type Uses = { lasts: Int32List; rows: Int32List; runs: Int32List };

/** A run of words that is common enough, and whether it may end there. */
type Run = CountedPhrase & { mayEnd: boolean };

const NO_RUN = -1;

/**
 * Returns every run of up to `maxWords` words that stands in at least `least` texts, in order of length and first use. It neither begins nor ends with a word that may not;
 * whether it is whole is not looked at. Runs are grown word by word: what is rare is not looked at further (Agrawal and Srikant 1994).
 */
export function countPhrases(
  texts: readonly string[],
  { least, maxWords, rules = ENGLISH }: { least: number; maxWords: number; rules?: LanguageRules },
): CountedPhrase[] {
  const byKey = new Map<string, CountedPhrase>();
  const grower = new RunGrower(readWords(texts, rules), least, rules);
  let common = grower.begin();
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

function readWords(texts: readonly string[], rules: LanguageRules): WordPlaces {
  const read = readTokens(texts, rules);
  const ids = new Map<string, number>();
  return { ...read, words: read.tokens.map((token) => readWord(token, ids, rules)) };
}

function readWord(token: string, ids: Map<string, number>, rules: LanguageRules): Word {
  const [key, lower] = [keyOfPhrase(token, rules), token.toLowerCase()];
  const id = ids.get(key) ?? ids.size;
  ids.set(key, id);
  const mayStandInside = rules.mayStandInside(lower);
  const mayBegin = mayStandInside && rules.mayBegin(lower);
  const mayEnd = mayStandInside && rules.mayEnd(lower);
  return { id, key, lower, mayBegin, mayEnd, mayStandInside };
}

/** Holds every use of the runs of one length that are common, and makes of it those of the next. */
class RunGrower {
  readonly #places: WordPlaces;
  readonly #least: number;
  readonly #rules: LanguageRules;
  #uses: Uses = openUses();

  constructor(places: WordPlaces, least: number, rules: LanguageRules) {
    this.#places = places;
    this.#least = least;
    this.#rules = rules;
  }

  /** Returns the words that may begin a phrase and are common. */
  begin(): Run[] {
    const { words, places, starts } = this.#places;
    const first = new UseCollector();
    for (let row = 0; row + 1 < starts.length; row++) {
      for (let place = starts[row]!; place < starts[row + 1]!; place++) {
        const word = words[places[place]!];
        if (word?.mayBegin) first.add(place, row, NO_RUN, word.id);
      }
    }
    return this.#keepCommon(first, []);
  }

  /** Returns the runs that are a word longer than the common ones given, and are common themselves. */
  grow(runs: readonly Run[]): Run[] {
    const { words, places } = this.#places;
    const next = new UseCollector();
    const { lasts, rows, runs: runOf } = this.#uses;
    for (let use = 0; use < lasts.length; use++) {
      const place = lasts.at(use) + 1;
      const word = words[places[place]!];
      if (!word) continue;
      if (!word.mayStandInside && !this.#rules.mayLink(word.lower, words[places[place - 1]!]!.lower)) continue;
      next.add(place, rows.at(use), runOf.at(use), word.id);
    }
    return this.#keepCommon(next, runs);
  }

  #keepCommon({ uses, counts, parents }: UseCollector, runs: readonly Run[]): Run[] {
    const { words, places } = this.#places;
    const numberOf = new Int32Array(counts.length).fill(-1);
    const common: Run[] = [];
    const kept = openUses();
    for (let use = 0; use < uses.lasts.length; use++) {
      const run = uses.runs.at(use);
      if (counts.at(run) < this.#least) continue;
      const [place, row] = [uses.lasts.at(use), uses.rows.at(use)];
      if (numberOf[run] === -1) {
        const last = words[places[place]!]!;
        numberOf[run] = common.length;
        common.push({ key: (runs[parents.at(run)]?.key ?? "") + last.key, rows: [], mayEnd: last.mayEnd });
      }
      const { rows } = common[numberOf[run]!]!;
      if (rows.at(-1) !== row) rows.push(row);
      kept.lasts.push(place);
      kept.rows.push(row);
      kept.runs.push(numberOf[run]!);
    }
    this.#uses = kept;
    return common;
  }
}

/** Collects uses of runs, and counts in how many texts each run is. `parents` has what each run is without its last word. */
class UseCollector {
  readonly uses: Uses = openUses();
  readonly parents = new Int32List();
  readonly counts = new Int32List();
  readonly #numbers = new PairNumbers();
  readonly #lastRows = new Int32List();

  add(last: number, row: number, parent: number, word: number): void {
    const run = this.#numbers.number(parent, word);
    if (run === this.counts.length) {
      this.parents.push(parent);
      this.counts.push(0);
      this.#lastRows.push(-1);
    }
    if (this.#lastRows.at(run) !== row) {
      this.counts.set(run, this.counts.at(run) + 1);
      this.#lastRows.set(run, row);
    }
    this.uses.lasts.push(last);
    this.uses.rows.push(row);
    this.uses.runs.push(run);
  }
}

function openUses(): Uses {
  return { lasts: new Int32List(), rows: new Int32List(), runs: new Int32List() };
}
