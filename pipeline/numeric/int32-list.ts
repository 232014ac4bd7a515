const FIRST_CAPACITY = 1024;

/** A list of whole numbers of 32 bits that grows: four bytes each. */
export class Int32List {
  #values = new Int32Array(FIRST_CAPACITY);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.#values = double(this.#values);
    this.#values[this.#length++] = value;
  }

  /** Returns the number at an index below the length. */
  at(index: number): number {
    return this.#values[index]!;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  toArray(): Int32Array {
    return this.#values.slice(0, this.#length);
  }
}

const EMPTY = -1;
const FIRST_FACTOR = 0x9e3779b1;
const SECOND_FACTOR = 0x85ebca6b;

/** Numbers pairs of whole numbers from 0, in order of first sight. */
export class PairNumbers {
  readonly #firsts = new Int32List();
  readonly #seconds = new Int32List();
  #slots = new Int32Array(2 * FIRST_CAPACITY).fill(EMPTY);

  /** Returns the number of a pair; a new one has that of pairs seen before it. */
  number(first: number, second: number): number {
    const slot = this.#find(first, second);
    if (this.#slots[slot] !== EMPTY) return this.#slots[slot]!;
    const number = this.#firsts.length;
    this.#slots[slot] = number;
    this.#firsts.push(first);
    this.#seconds.push(second);
    if (2 * this.#firsts.length > this.#slots.length) this.#rehash();
    return number;
  }

  #find(first: number, second: number): number {
    const mask = this.#slots.length - 1;
    const hash = Math.imul(first, FIRST_FACTOR) ^ Math.imul(second, SECOND_FACTOR);
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (this.#slots[slot] !== EMPTY) {
      const number = this.#slots[slot]!;
      if (this.#firsts.at(number) === first && this.#seconds.at(number) === second) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #rehash(): void {
    this.#slots = new Int32Array(2 * this.#slots.length).fill(EMPTY);
    for (let number = 0; number < this.#firsts.length; number++)
      this.#slots[this.#find(this.#firsts.at(number), this.#seconds.at(number))] = number;
  }
}

function double(values: Int32Array): Int32Array<ArrayBuffer> {
  const doubled = new Int32Array(2 * values.length);
  doubled.set(values);
  return doubled;
}
