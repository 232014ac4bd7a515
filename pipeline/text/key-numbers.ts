import { Int32List } from "../numeric/int32-list.ts";
import { joinKeys } from "./form-index.ts";

const FIRST_SLOTS = 4096;
const EMPTY = -1;

/** Numbers keys from 0, in order of first sight. A key is given as words that are to be run together, with the hash of that: no string is made of one that is known. */
export class KeyNumbers {
  readonly keys: string[] = [];
  readonly #hashes = new Int32List();
  #slots = new Int32Array(FIRST_SLOTS).fill(EMPTY);

  /** Returns the number of the first `count` words run together. */
  number(words: readonly { key: string }[], count: number, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = spread(hash) & mask;
    for (; this.#slots[slot] !== EMPTY; slot = (slot + 1) & mask) {
      const number = this.#slots[slot]!;
      if (this.#hashes.at(number) === hash && isJoined(this.keys[number]!, words, count)) return number;
    }
    const number = this.keys.length;
    this.#slots[slot] = number;
    this.#hashes.push(hash);
    this.keys.push(joinKeys(words, 0, count - 1));
    if (2 * this.keys.length > this.#slots.length) this.#widen();
    return number;
  }

  #widen(): void {
    this.#slots = new Int32Array(2 * this.#slots.length).fill(EMPTY);
    const mask = this.#slots.length - 1;
    for (let number = 0; number < this.keys.length; number++) {
      let slot = spread(this.#hashes.at(number)) & mask;
      while (this.#slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      this.#slots[slot] = number;
    }
  }
}

/** Mixes the bits of a hash, of which the lowest name a slot. */
export function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}

function isJoined(key: string, words: readonly { key: string }[], count: number): boolean {
  let length = 0;
  for (let place = 0; place < count; place++) {
    const part = words[place]!.key;
    if (!key.startsWith(part, length)) return false;
    length += part.length;
  }
  return length === key.length;
}
