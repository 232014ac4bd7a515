/** What is seen of a folder's files: of each path its size and time of change, as one text. */
export type Sighting = ReadonlyMap<string, string>;

/** How long files must be as they are before they count, and how long those that keep changing can hold up the others, in milliseconds. */
export type Patience = { settled: number; longest: number };

/** Tells from repeated looks at files when a change is over: when all that came or changed since the last run stands still. */
export class SettledFiles {
  readonly #patience: Patience;
  #accepted: Sighting | null = null;
  #seen: Sighting = new Map();
  readonly #since = new Map<string, number>();
  #waitingSince: number | null = null;

  constructor(patience: Patience) {
    this.#patience = patience;
  }

  /** Takes a look at the files at a time in milliseconds. */
  look(files: Sighting, now: number): void {
    for (const path of new Set([...files.keys(), ...this.#seen.keys()]))
      if (files.get(path) !== this.#seen.get(path) || !this.#since.has(path)) this.#since.set(path, now);
    this.#seen = files;
    if (this.listChanged().length === 0) this.#waitingSince = null;
    else this.#waitingSince ??= now;
  }

  /** Returns the paths that came, changed or went since the last run, in order; before the first run, all there are. */
  listChanged(): string[] {
    const before = this.#accepted ?? new Map();
    const paths = new Set([...this.#seen.keys(), ...before.keys()]);
    return [...paths].filter((path) => this.#seen.get(path) !== before.get(path)).sort();
  }

  /** Returns whether there is a change and it is over, or has lasted so long that what is there must do. */
  isReady(now: number): boolean {
    if (this.#waitingSince === null) return false;
    if (now - this.#waitingSince >= this.#patience.longest) return true;
    return this.listChanged().every((path) => now - this.#since.get(path)! >= this.#patience.settled);
  }

  /** Holds that a run has read a sighting, whatever came of it. */
  accept(files: Sighting = this.#seen): void {
    this.#accepted = files;
    this.#waitingSince = null;
  }

  /** What was seen last. */
  get seen(): Sighting {
    return this.#seen;
  }
}
