import type { Box, LineSegment } from "./boxes.ts";

/** Points of the map in pixels. */
export type PointCloud = { xs: Float64Array; ys: Float64Array };

/** What lies round a box, as its topic sees it. */
export type Surroundings = {
  /** Shares of the nearest points that are the topic's own, and of any other one topic at most. */
  ownShare: number;
  otherShare: number;
  /** Points in the box: its own, and all others. */
  ownCovered: number;
  otherCovered: number;
};

const MOST_NEAREST = 10;
/** Pixels to both sides in which the nearest points are looked for first. */
const FIRST_REACH = 32;

/** Points that are found by their height, so that a box is compared with those beside it alone. */
export class PointIndex {
  readonly #xs: Float64Array;
  readonly #ys: Float64Array;
  readonly #order: Int32Array;
  /** Ranks of the points last found near a box, and their squared distances; kept, as it is asked for thousands of boxes. */
  readonly #near: Int32Array;
  readonly #squared: Float64Array;

  constructor({ xs, ys }: PointCloud) {
    this.#order = Int32Array.from(xs.keys()).sort((a, b) => ys[a]! - ys[b]! || a - b);
    this.#xs = Float64Array.from(this.#order, (point) => xs[point]!);
    this.#ys = Float64Array.from(this.#order, (point) => ys[point]!);
    this.#near = new Int32Array(xs.length);
    this.#squared = new Float64Array(xs.length);
  }

  /**
   * Returns what lies round a box. The nearest points are the 10 nearest, or as many as the topic has, `size`, if fewer, with all that are as
   * near as the last of them. `owners` has the topic of each point, -1 for none.
   */
  describe(box: Box, topic: number, owners: ArrayLike<number>, size: number): Surroundings {
    const wanted = Math.max(1, Math.min(MOST_NEAREST, size, this.#xs.length));
    let reach = FIRST_REACH;
    let { found, farthest } = this.#findNearest(box, wanted, reach);
    while (found < wanted) {
      reach *= 4;
      ({ found, farthest } = this.#findNearest(box, wanted, reach));
    }
    const others = new Map<number, number>();
    let nearest = 0;
    let own = 0;
    let ownCovered = 0;
    let otherCovered = 0;
    let mostOfOther = 0;
    for (let index = 0; index < found; index++) {
      if (this.#squared[index]! > farthest) continue;
      nearest++;
      const owner = owners[this.#order[this.#near[index]!]!]!;
      const isCovered = this.#squared[index] === 0;
      if (owner === topic) {
        own++;
        if (isCovered) ownCovered++;
        continue;
      }
      if (isCovered) otherCovered++;
      if (owner === -1) continue;
      const count = (others.get(owner) ?? 0) + 1;
      others.set(owner, count);
      mostOfOther = Math.max(mostOfOther, count);
    }
    return { ownShare: own / nearest, otherShare: mostOfOther / nearest, ownCovered, otherCovered };
  }

  /** Returns how many points of other topics lie within `width` pixels of a line. */
  countBeside(line: LineSegment, topic: number, owners: ArrayLike<number>, width: number): number {
    const [low, high] = [Math.min(line.y1, line.y2) - width, Math.max(line.y1, line.y2) + width];
    const [dx, dy] = [line.x2 - line.x1, line.y2 - line.y1];
    const squaredLength = dx * dx + dy * dy || 1;
    let count = 0;
    for (let rank = this.#findRank(low); rank < this.#ys.length && this.#ys[rank]! <= high; rank++) {
      if (owners[this.#order[rank]!] === topic) continue;
      const [x, y] = [this.#xs[rank]! - line.x1, this.#ys[rank]! - line.y1];
      const part = Math.min(1, Math.max(0, (x * dx + y * dy) / squaredLength));
      if ((x - part * dx) ** 2 + (y - part * dy) ** 2 < width * width) count++;
    }
    return count;
  }

  /** Finds the points within reach that are as near as the one of the wanted rank or nearer, among others; returns how many, and how near that is. */
  #findNearest(box: Box, wanted: number, reach: number): { found: number; farthest: number } {
    const nearest: number[] = [];
    const high = box.y + box.height / 2 + reach;
    let found = 0;
    for (let rank = this.#findRank(box.y - box.height / 2 - reach); rank < this.#ys.length; rank++) {
      if (this.#ys[rank]! > high) break;
      const dx = Math.max(0, Math.abs(this.#xs[rank]! - box.x) - box.width / 2);
      if (dx > reach) continue;
      const dy = Math.max(0, Math.abs(this.#ys[rank]! - box.y) - box.height / 2);
      const squared = dx * dx + dy * dy;
      const isFull = nearest.length === wanted;
      if (squared > reach * reach || (isFull && squared > nearest[wanted - 1]!)) continue;
      this.#near[found] = rank;
      this.#squared[found++] = squared;
      let place = isFull ? wanted - 1 : nearest.length;
      for (; place > 0 && nearest[place - 1]! > squared; place--) nearest[place] = nearest[place - 1]!;
      nearest[place] = squared;
    }
    return { found, farthest: nearest.at(-1) ?? 0 };
  }

  /** Returns the rank of the first point at that height or below. */
  #findRank(y: number): number {
    let low = 0;
    let high = this.#ys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ys[middle]! < y) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
