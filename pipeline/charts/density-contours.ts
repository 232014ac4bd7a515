/** A closed line in pixels; its last corner joins its first. */
export type Ring = { x: number; y: number }[];

/** Bandwidth of the kernel and side of a grid cell, in pixels. */
const BANDWIDTH = 20;
const CELL = 13;
/** Levels as shares of the densest place. */
const LEVELS = [0.05, 0.1, 0.16, 0.23, 0.31, 0.4, 0.5, 0.61, 0.73, 0.86];

/**
 * Returns the lines round the places where points lie thicker than 5, 10, 16, 23, 31, 40, 50, 61, 73 and 86 % of their densest place, the
 * outermost first: contours of a Gaussian kernel density on a grid (marching squares), in pixels. Holes and rings round a single point
 * are left out.
 */
export function traceDensity(xs: ArrayLike<number>, ys: ArrayLike<number>): Ring[] {
  const grid = estimateDensity(xs, ys);
  const peak = grid.values.reduce((most, value) => Math.max(most, value), 0);
  const rings = LEVELS.flatMap((level) => traceContours(grid, level * peak)).map((ring) =>
    ring.map(({ x, y }) => ({ x: grid.left + x * CELL, y: grid.top + y * CELL })),
  );
  return rings.filter((ring) => countInside(ring, xs, ys) > 1);
}

/** Values on the corners of a grid, row by row; the outermost corners must lie below any level. */
export type Grid = { columns: number; rows: number; values: Float64Array };

/** Returns the rings round the corners above `level`, in grid units; a ring runs against the clock on the screen, a hole with it. */
export function traceContours({ columns, rows, values }: Grid, level: number): Ring[] {
  const isAbove = (column: number, row: number) => values[row * columns + column]! > level;
  const next = new Map<string, { key: string; x: number; y: number }>();

  // An edge of the grid is named by its first corner and its direction; the contour crosses it at most once.
  const crossing = (column: number, row: number, isRight: boolean) => {
    const from = values[row * columns + column]!;
    const to = isRight ? values[row * columns + column + 1]! : values[(row + 1) * columns + column]!;
    const part = (level - from) / (to - from);
    return { key: `${column},${row},${isRight}`, x: column + (isRight ? part : 0), y: row + (isRight ? 0 : part) };
  };
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const corners = [
        isAbove(column, row),
        isAbove(column + 1, row),
        isAbove(column + 1, row + 1),
        isAbove(column, row + 1),
      ];
      // Clockwise round the cell: where the border enters the part above, the line leaves the cell, and the other way round.
      const sides = [
        () => crossing(column, row, true),
        () => crossing(column + 1, row, false),
        () => crossing(column, row + 1, true),
        () => crossing(column, row, false),
      ];
      for (let side = 0; side < 4; side++) {
        if (corners[side] || !corners[(side + 1) % 4]) continue;
        let end = (side + 1) % 4;
        while (!(corners[end] && !corners[(end + 1) % 4])) end = (end + 1) % 4;
        next.set(sides[side]!().key, sides[end]!());
      }
    }
  }
  return joinRings(next).filter(isOuterRing);
}

function joinRings(next: Map<string, { key: string; x: number; y: number }>): Ring[] {
  const rings: Ring[] = [];
  for (const start of next.keys()) {
    const ring: Ring = [];
    let key = start;
    for (let step = next.get(key); step; step = next.get(key)) {
      ring.push({ x: step.x, y: step.y });
      next.delete(key);
      key = step.key;
    }
    if (ring.length > 2) rings.push(ring);
  }
  return rings;
}

function countInside(ring: Ring, xs: ArrayLike<number>, ys: ArrayLike<number>): number {
  let count = 0;
  for (let point = 0; point < xs.length; point++) if (isInside(ring, xs[point]!, ys[point]!)) count++;
  return count;
}

function isInside(ring: Ring, x: number, y: number): boolean {
  let inside = false;
  for (const [index, a] of ring.entries()) {
    const b = ring[(index + 1) % ring.length]!;
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
  }
  return inside;
}

function isOuterRing(ring: Ring): boolean {
  let area = 0;
  for (const [index, { x, y }] of ring.entries()) {
    const following = ring[(index + 1) % ring.length]!;
    area += x * following.y - following.x * y;
  }
  return area < 0;
}

function estimateDensity(xs: ArrayLike<number>, ys: ArrayLike<number>): Grid & { left: number; top: number } {
  const all = Array.from({ length: xs.length }, (_, index) => ({ x: xs[index]!, y: ys[index]! }));
  const reach = 4 * BANDWIDTH;
  const left = Math.floor(all.reduce((least, { x }) => Math.min(least, x), Infinity) - reach);
  const top = Math.floor(all.reduce((least, { y }) => Math.min(least, y), Infinity) - reach);
  const right = all.reduce((most, { x }) => Math.max(most, x), -Infinity) + reach;
  const bottom = all.reduce((most, { y }) => Math.max(most, y), -Infinity) + reach;
  const columns = Math.ceil((right - left) / CELL) + 1;
  const rows = Math.ceil((bottom - top) / CELL) + 1;
  const values = new Float64Array(columns * rows);
  const span = Math.ceil((3 * BANDWIDTH) / CELL);
  for (const { x, y } of all) {
    const column = Math.round((x - left) / CELL);
    const row = Math.round((y - top) / CELL);
    for (let r = Math.max(0, row - span); r <= Math.min(rows - 1, row + span); r++) {
      for (let c = Math.max(0, column - span); c <= Math.min(columns - 1, column + span); c++) {
        const squared = (left + c * CELL - x) ** 2 + (top + r * CELL - y) ** 2;
        values[r * columns + c]! += Math.exp(-squared / (2 * BANDWIDTH ** 2));
      }
    }
  }
  return { columns, rows, values, left, top };
}
