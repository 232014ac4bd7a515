import type { LanguageRules } from "./languages/language-rules.ts";
import { keyOfToken } from "./phrase-keys.ts";
import { NO_TOKEN, type TokenPlaces } from "./token-places.ts";

/** The key of a token, and what it adds to the hash of the words before it. */
export type HashedKey = { key: string; hash: number; factor: number };

const MULTIPLIER = 0x01000193;

/**
 * Finds which of many spellings, given as keys, stand in texts. Runs of words are told by a hash that grows word by word, so that no string is made of those that are none; what has the hash of a spelling is compared
 * with it.
 */
export class FormIndex {
  readonly #forms: readonly string[];
  readonly #rules: LanguageRules;
  /** The first form with a hash, and the next of the same hash, or -1. */
  readonly #table: Int32Array;
  readonly #next: Int32Array;
  readonly #hashes: Int32Array;
  readonly #keys = new Map<string, HashedKey>();

  constructor(forms: readonly string[], rules: LanguageRules) {
    this.#forms = forms;
    this.#rules = rules;
    this.#hashes = Int32Array.from(forms, (form) => hashKey(form).hash);
    this.#table = new Int32Array(1 << Math.ceil(Math.log2(4 * forms.length + 2))).fill(-1);
    this.#next = new Int32Array(forms.length).fill(-1);
    for (let form = forms.length - 1; form >= 0; form--) {
      const slot = this.#slotOf(this.#hashes[form]!);
      this.#next[form] = this.#table[slot]!;
      this.#table[slot] = form;
    }
  }

  /** Calls `visit` with the number of each form that stands in a text in a run of up to `maxTokens` tokens, none across punctuation, and the row of the text. */
  visitTexts({ tokens, places, starts }: TokenPlaces, maxTokens: number, visit: (form: number, row: number) => void) {
    const keys = tokens.map((token) => this.readKey(keyOfToken(token, this.#rules)));
    const run: HashedKey[] = [];
    for (let row = 0; row + 1 < starts.length; row++) {
      for (let start = starts[row]!; start < starts[row + 1]!; start++) {
        let hash = 0;
        for (let last = start; last < start + maxTokens && places[last] !== NO_TOKEN; last++) {
          const key = keys[places[last]!]!;
          run[last - start] = key;
          hash = addKey(hash, key);
          for (let form = this.#find(hash); form >= 0; form = this.#next[form]!)
            if (this.#hashes[form] === hash && joinKeys(run, 0, last - start) === this.#forms[form]) visit(form, row);
        }
      }
    }
  }

  /** Returns the key of a token with its hash, remembered: a corpus has few words and many uses of them. */
  readKey(key: string): HashedKey {
    let known = this.#keys.get(key);
    if (!known) {
      known = hashKey(key);
      this.#keys.set(key, known);
    }
    return known;
  }

  /** Returns whether a run of words with this hash may be a form; never wrongly no. */
  mayHave(hash: number): boolean {
    for (let form = this.#find(hash); form >= 0; form = this.#next[form]!) if (this.#hashes[form] === hash) return true;
    return false;
  }

  #find(hash: number): number {
    return this.#table[this.#slotOf(hash)]!;
  }

  #slotOf(hash: number): number {
    return (hash ^ (hash >>> 15)) & (this.#table.length - 1);
  }
}

/** Returns the hash of a run of words after one more; that of none is 0. */
export function addKey(hash: number, { hash: own, factor }: HashedKey): number {
  return (Math.imul(hash, factor) + own) | 0;
}

/** Returns a key with its hash. */
export function hashKey(key: string): HashedKey {
  let [hash, factor] = [0, 1];
  for (let place = 0; place < key.length; place++) {
    hash = (Math.imul(hash, MULTIPLIER) + key.charCodeAt(place) + 1) | 0;
    factor = Math.imul(factor, MULTIPLIER);
  }
  return { key, hash, factor };
}

/** Returns the keys from `start` to `last`, inclusive, run together. */
export function joinKeys(keys: readonly { key: string }[], start: number, last: number): string {
  let joined = "";
  for (let place = start; place <= last; place++) joined += keys[place]!.key;
  return joined;
}
