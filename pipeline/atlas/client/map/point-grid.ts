/** Papers by the cell of the map in which they lie. */
export type PointGrid = {
  /** Returns the row nearest to a place within `reach`, or -1. Of equally near ones the first. */
  findNearest(x: number, y: number, reach: number): number;
  /** Returns the rows in a rectangle, its edges included, in ascending order. */
  findInRectangle(left: number, top: number, right: number, bottom: number): Uint32Array;
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

  function* visit(left: number, top: number, right: number, bottom: number): Generator<number> {
    for (let y = column(top); y <= column(bottom); y++) {
      const first = start[y * cells + column(left)]!;
      const last = start[y * cells + column(right) + 1]!;
      for (let index = first; index < last; index++) yield rows[index]!;
    }
  }

  return {
    findNearest(x, y, reach) {
      let nearest = -1;
      let least = reach * reach;
      for (const row of visit(x - reach, y - reach, x + reach, y + reach)) {
        const squared = (xs[row]! - x) ** 2 + (ys[row]! - y) ** 2;
        if (squared > least || (squared === least && nearest !== -1 && row > nearest)) continue;
        least = squared;
        nearest = row;
      }
      return nearest;
    },
    findInRectangle(left, top, right, bottom) {
      const found: number[] = [];
      for (const row of visit(left, top, right, bottom)) {
        const [x, y] = [xs[row]!, ys[row]!];
        if (x >= left && x <= right && y >= top && y <= bottom) found.push(row);
      }
      return Uint32Array.from(found).sort();
    },
  };
}
