/** What a run that is killed loses at most, in milliseconds of its work; the batches under way come on top. */
const LONGEST_WAIT = 5000;

/** Writes things from time to time, together, while others are made. */
export class TimedWriter<Thing> {
  readonly #write: (things: Thing[]) => Promise<void>;
  readonly #now: () => number;
  #held: Thing[] = [];
  #lastWrite: number;
  #writing: Promise<void> = Promise.resolve();

  constructor(write: (things: Thing[]) => Promise<void>, now = () => performance.now()) {
    this.#write = write;
    this.#now = now;
    this.#lastWrite = now();
  }

  /** Takes a thing, and writes all that it has where the last time was long ago. A failure to write is thrown by `finish`. */
  add(thing: Thing): void {
    this.#held.push(thing);
    if (this.#now() - this.#lastWrite < LONGEST_WAIT) return;
    this.#lastWrite = this.#now();
    this.#writing = this.#writing.then(() => this.#writeHeld());
    this.#writing.catch(() => {});
  }

  /** Writes what is left. */
  async finish(): Promise<void> {
    await this.#writing;
    await this.#writeHeld();
  }

  async #writeHeld(): Promise<void> {
    const held = this.#held.splice(0);
    if (held.length > 0) await this.#write(held);
  }
}
