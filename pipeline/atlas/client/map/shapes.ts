import type { Shape } from "../state.ts";
import type { PointGrid } from "./point-grid.ts";
import type { Extent } from "./viewport.ts";

/** Returns the box round a shape. */
function boundShape({ points }: Shape): Extent {
  const xs = points.filter((_, index) => index % 2 === 0);
  const ys = points.filter((_, index) => index % 2 === 1);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** Returns the rows in a shape, in ascending order. */
export function findInShape(shape: Shape, grid: PointGrid, xs: ArrayLike<number>, ys: ArrayLike<number>): Uint32Array {
  const { left, right, top, bottom } = boundShape(shape);
  const inBox = grid.findInRectangle(left, top, right, bottom);
  return shape.kind === "rectangle" ? inBox : inBox.filter((row) => isInLasso(shape.points, xs[row]!, ys[row]!));
}

/** Returns whether a place lies in a closed line that may cross itself (even-odd rule). */
export function isInLasso(points: readonly number[], x: number, y: number): boolean {
  let inside = false;
  for (let index = 0; index < points.length; index += 2) {
    const next = (index + 2) % points.length;
    const [ax, ay, bx, by] = [points[index]!, points[index + 1]!, points[next]!, points[next + 1]!];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}
