/** Papers by the cell of the map in which they lie. */
export type PointGrid = {
  /** Returns the row nearest to a place within `reach`, or -1. Of equally near ones the first. */
  findNearest(x: number, y: number, reach: number): number;
  /** Returns the rows nearest to a place, the nearest first: `count` of them, or all where there are fewer. */
  findNearestRows(x: number, y: number, count: number): number[];
  /** Returns the rows in a rectangle, its edges included, in ascending order. */
  findInRectangle(left: number, top: number, right: number, bottom: number): Uint32Array;
  /** Calls `see` with the rows of all cells that a rectangle meets, some of them outside it, until it returns false. */
  visitRectangle(left: number, top: number, right: number, bottom: number, see: (row: number) => boolean): void;
};

const PAPERS_PER_CELL = 4;

/** Returns an index of places, for looking near a place without looking at all. */
export function buildPointGrid(xs: ArrayLike<number>, ys: ArrayLike<number>, range: number): PointGrid {
  const cells = Math.max(1, Math.min(512, Math.round(Math.sqrt(xs.length / PAPERS_PER_CELL))));
  const width = (range + 1) / cells;
  const column = (place: number) => Math.min(cells - 1, Math.max(0, Math.floor(place / width)));
  const cellOf = (row: number) => column(ys[row]!) * cells + column(xs[row]!);
  const start = new Uint32Array(cells * cells + 1);
  for (let row = 0; row < xs.length; row++) start[cellOf(row) + 1]!++;
  for (let cell = 0; cell < cells * cells; cell++) start[cell + 1]! += start[cell]!;
  const next = start.slice();
  const rows = new Uint32Array(xs.length);
  for (let row = 0; row < xs.length; row++) rows[next[cellOf(row)]!++] = row;

  function visitRectangle(
    left: number,
    top: number,
    right: number,
    bottom: number,
    see: (row: number) => boolean,
  ): void {
    const [firstColumn, lastColumn, lastLine] = [column(left), column(right), column(bottom)];
    for (let y = column(top); y <= lastLine; y++) {
      const end = start[y * cells + lastColumn + 1]!;
      for (let index = start[y * cells + firstColumn]!; index < end; index++) if (!see(rows[index]!)) return;
    }
  }

  return {
    visitRectangle,
    findNearest(x, y, reach) {
      let nearest = -1;
      let least = reach * reach;
      visitRectangle(x - reach, y - reach, x + reach, y + reach, (row) => {
        const squared = (xs[row]! - x) ** 2 + (ys[row]! - y) ** 2;
        if (squared > least || (squared === least && nearest !== -1 && row > nearest)) return true;
        least = squared;
        nearest = row;
        return true;
      });
      return nearest;
    },
    findNearestRows(x, y, count) {
      const distance = (row: number) => Math.hypot(xs[row]! - x, ys[row]! - y);
      for (let reach = width; ; reach *= 2) {
        const found: number[] = [];
        visitRectangle(x - reach, y - reach, x + reach, y + reach, (row) => {
          if (distance(row) <= reach) found.push(row);
          return true;
        });
        if (found.length < Math.min(count, xs.length)) continue;
        return found.sort((a, b) => distance(a) - distance(b) || a - b).slice(0, count);
      }
    },
    findInRectangle(left, top, right, bottom) {
      const found: number[] = [];
      visitRectangle(left, top, right, bottom, (row) => {
        const [x, y] = [xs[row]!, ys[row]!];
        if (x >= left && x <= right && y >= top && y <= bottom) found.push(row);
        return true;
      });
      return Uint32Array.from(found).sort();
    },
  };
}
