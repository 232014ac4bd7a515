import type { FoundRecord } from "./record.ts";

/** What is wider is no sentence vector. */
const WIDEST = 65_536;

/** The first vector that was read: its width, and where it stands, as `source:line`. */
export type FirstVector = { width: number; place: string };

/** Judges the vectors that input files have: all are as wide as the first, finite, and longer than nothing. */
export class VectorCheck {
  #first: FirstVector | null = null;

  /** The first vector that was read; null before there was one. */
  get first(): FirstVector | null {
    return this.#first;
  }

  /** Takes a vector that was judged by an earlier run as read, where none was before it. */
  assume(first: FirstVector): void {
    this.#first ??= first;
  }

  /** Returns a record's vector at unit length, or why it cannot be used. The first one sets how wide all must be. */
  read({ vector, line }: Pick<FoundRecord, "vector" | "line">, source: string): Float32Array | string {
    if (!vector) return "no vector";
    const { length: width } = vector;
    const first = this.#first;
    if (width > WIDEST) return `vector of ${width} numbers, at most ${WIDEST} can be read`;
    if (first && width !== first.width)
      return `vector of ${width} numbers where the first, of ${first.place}, has ${first.width}`;
    let largest = 0;
    for (const value of vector) largest = Math.max(largest, Math.abs(value));
    if (!Number.isFinite(largest)) return "vector with a value that is no number";
    if (largest === 0) return "vector of zeros";
    this.#first ??= { width, place: `${source}:${line}` };
    // Squares of very large or small numbers would be infinite or 0.
    const scaled = vector.map((value) => value / largest);
    const length = Math.hypot(...scaled);
    const unit = new Float32Array(width);
    for (let place = 0; place < width; place++) unit[place] = scaled[place]! / length;
    return unit;
  }
}
