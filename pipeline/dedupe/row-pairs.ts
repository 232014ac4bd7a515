/** Collects pairs of rows, each once, as numbers: no object for any of them. */
export class RowPairs {
  #codes = new Float64Array(1024);
  #length = 0;
  readonly #count: number;

  /** `count`: rows that there are. */
  constructor(count: number) {
    this.#count = count;
  }

  /** Adds a pair, in either order. */
  add(a: number, b: number): void {
    if (this.#length === this.#codes.length) this.#makeRoom();
    this.#codes[this.#length++] = Math.min(a, b) * this.#count + Math.max(a, b);
  }

  /** Gives each pair once, the smaller row first, in order. */
  *[Symbol.iterator](): Generator<[a: number, b: number]> {
    this.#dropRepeats();
    for (let place = 0; place < this.#length; place++) {
      const code = this.#codes[place]!;
      const b = code % this.#count;
      yield [(code - b) / this.#count, b];
    }
  }

  /** Returns how many pairs there are. */
  get size(): number {
    this.#dropRepeats();
    return this.#length;
  }

  #makeRoom(): void {
    this.#dropRepeats();
    if (this.#length < this.#codes.length / 2) return;
    const codes = new Float64Array(this.#codes.length * 2);
    codes.set(this.#codes);
    this.#codes = codes;
  }

  #dropRepeats(): void {
    const sorted = this.#codes.subarray(0, this.#length).sort();
    let length = 0;
    for (const code of sorted) if (length === 0 || code !== this.#codes[length - 1]) this.#codes[length++] = code;
    this.#length = length;
  }
}
