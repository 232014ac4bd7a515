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
const FIRST_REACH = 16;

/** Sides of the squares that points are kept in, in pixels. */
const SQUARE = 8;

/** Points that are found by the square they lie in, so that a box is compared with those beside it alone. */
export class PointIndex {
  readonly #xs: Float64Array;
  readonly #ys: Float64Array;
  /** Points square by square, row by row from the top left, and where in that order each square begins. */
  readonly #order: Int32Array;
  readonly #starts: Int32Array;
  readonly #columns: number;
  readonly #rows: number;
  readonly #left: number;
  readonly #top: number;
  /** Ranks of the points last found near a box, and their squared distances; kept, as it is asked for thousands of boxes. */
  readonly #near: Int32Array;
  readonly #squared: Float64Array;
  /** How many of the points last found are of each other topic. */
  readonly #others: number[] = [];
  /** The squared distances of the nearest found so far, the least first. */
  readonly #nearest = new Float64Array(MOST_NEAREST);

  constructor({ xs, ys }: PointCloud) {
    this.#left = xs.reduce((least, x) => Math.min(least, x), Infinity);
    this.#top = ys.reduce((least, y) => Math.min(least, y), Infinity);
    const squareOf = (value: number, first: number) => Math.floor((value - first) / SQUARE);
    this.#columns = xs.reduce((most, x) => Math.max(most, squareOf(x, this.#left) + 1), 0);
    this.#rows = ys.reduce((most, y) => Math.max(most, squareOf(y, this.#top) + 1), 0);
    const squares = Int32Array.from(
      xs.keys(),
      (point) => squareOf(ys[point]!, this.#top) * this.#columns + squareOf(xs[point]!, this.#left),
    );
    this.#order = Int32Array.from(xs.keys()).sort((a, b) => squares[a]! - squares[b]! || a - b);
    this.#starts = new Int32Array(this.#columns * this.#rows + 1);
    for (const square of squares) this.#starts[square + 1]!++;
    for (let square = 1; square < this.#starts.length; square++) this.#starts[square]! += this.#starts[square - 1]!;
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
    let [found, farthest] = [this.#findCovered(box), 0];
    for (let reach = FIRST_REACH; found < wanted; reach *= 4)
      ({ found, farthest } = this.#findNearest(box, wanted, reach));
    const others = this.#others;
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
      others[owner] = (others[owner] ?? 0) + 1;
      mostOfOther = Math.max(mostOfOther, others[owner]!);
    }
    others.fill(0);
    return { ownShare: own / nearest, otherShare: mostOfOther / nearest, ownCovered, otherCovered };
  }

  /** Returns how many points of other topics lie within `width` pixels of a line. */
  countBeside(line: LineSegment, topic: number, owners: ArrayLike<number>, width: number): number {
    const [firstRow, lastRow] = this.#findRows(Math.min(line.y1, line.y2) - width, Math.max(line.y1, line.y2) + width);
    const [first, last] = this.#findColumns(Math.min(line.x1, line.x2) - width, Math.max(line.x1, line.x2) + width);
    const [dx, dy] = [line.x2 - line.x1, line.y2 - line.y1];
    const squaredLength = dx * dx + dy * dy || 1;
    let count = 0;
    for (let row = firstRow; row <= lastRow; row++) {
      const end = this.#starts[row * this.#columns + last + 1]!;
      for (let rank = this.#starts[row * this.#columns + first]!; rank < end; rank++) {
        if (owners[this.#order[rank]!] === topic) continue;
        const [x, y] = [this.#xs[rank]! - line.x1, this.#ys[rank]! - line.y1];
        const part = Math.min(1, Math.max(0, (x * dx + y * dy) / squaredLength));
        if ((x - part * dx) ** 2 + (y - part * dy) ** 2 < width * width) count++;
      }
    }
    return count;
  }

  /** Finds the points that a box covers; returns how many. Where they are enough, those round it need not be looked at. */
  #findCovered(box: Box): number {
    const [halfWidth, halfHeight] = [box.width / 2, box.height / 2];
    const [firstRow, lastRow] = this.#findRows(box.y - halfHeight, box.y + halfHeight);
    const [first, last] = this.#findColumns(box.x - halfWidth, box.x + halfWidth);
    let found = 0;
    for (let row = firstRow; row <= lastRow; row++) {
      const end = this.#starts[row * this.#columns + last + 1]!;
      for (let rank = this.#starts[row * this.#columns + first]!; rank < end; rank++) {
        if (Math.abs(this.#xs[rank]! - box.x) > halfWidth || Math.abs(this.#ys[rank]! - box.y) > halfHeight) continue;
        this.#near[found] = rank;
        this.#squared[found++] = 0;
      }
    }
    return found;
  }

  /** Finds the points within reach that are as near as the one of the wanted rank or nearer, among others; returns how many, and how near that is. */
  #findNearest(box: Box, wanted: number, reach: number): { found: number; farthest: number } {
    const [halfWidth, halfHeight] = [box.width / 2, box.height / 2];
    const [firstRow, lastRow] = this.#findRows(box.y - halfHeight - reach, box.y + halfHeight + reach);
    const [first, last] = this.#findColumns(box.x - halfWidth - reach, box.x + halfWidth + reach);
    const nearest = this.#nearest;
    let [found, count, limit] = [0, 0, reach * reach];
    for (let row = firstRow; row <= lastRow; row++) {
      const end = this.#starts[row * this.#columns + last + 1]!;
      for (let rank = this.#starts[row * this.#columns + first]!; rank < end; rank++) {
        const dx = Math.max(0, Math.abs(this.#xs[rank]! - box.x) - halfWidth);
        const dy = Math.max(0, Math.abs(this.#ys[rank]! - box.y) - halfHeight);
        const squared = dx * dx + dy * dy;
        if (squared > limit) continue;
        this.#near[found] = rank;
        this.#squared[found++] = squared;
        let place = count < wanted ? count++ : wanted - 1;
        for (; place > 0 && nearest[place - 1]! > squared; place--) nearest[place] = nearest[place - 1]!;
        nearest[place] = squared;
        if (count === wanted) limit = nearest[wanted - 1]!;
      }
    }
    return { found, farthest: count === 0 ? 0 : nearest[count - 1]! };
  }

  /** Returns the first and the last row of squares between two heights. */
  #findRows(low: number, high: number): [number, number] {
    return [
      Math.max(0, Math.floor((low - this.#top) / SQUARE)),
      Math.min(this.#rows - 1, Math.floor((high - this.#top) / SQUARE)),
    ];
  }

  /** Returns the first and the last column of squares between two places. */
  #findColumns(low: number, high: number): [number, number] {
    return [
      Math.min(this.#columns, Math.max(0, Math.floor((low - this.#left) / SQUARE))),
      Math.min(this.#columns - 1, Math.floor((high - this.#left) / SQUARE)),
    ];
  }
}
