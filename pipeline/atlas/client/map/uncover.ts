import type { Edges } from "../atlas.ts";
import type { Size } from "./viewport.ts";

/** CSS pixels that an uncovered place keeps from the rectangle and from the window's edge. */
const ROOM = 32;

/**
 * Returns how far a place must move to lie beside a rectangle and in the window, in CSS pixels: the shortest of the four ways. Null where it is not covered,
 * or where no side of the rectangle has room.
 */
export function findWayOut(
  place: { x: number; y: number },
  covered: Edges,
  { width, height }: Size,
): { x: number; y: number } | null {
  const isCovered =
    place.x > covered.left - ROOM / 2 &&
    place.x < covered.right + ROOM / 2 &&
    place.y > covered.top - ROOM / 2 &&
    place.y < covered.bottom + ROOM / 2;
  if (!isCovered) return null;
  const ways = [
    { x: covered.left - ROOM - place.x, y: 0 },
    { x: covered.right + ROOM - place.x, y: 0 },
    { x: 0, y: covered.top - ROOM - place.y },
    { x: 0, y: covered.bottom + ROOM - place.y },
  ].filter(({ x, y }) => {
    const [toX, toY] = [place.x + x, place.y + y];
    return toX >= ROOM && toY >= ROOM && toX <= width - ROOM && toY <= height - ROOM;
  });
  ways.sort((a, b) => Math.abs(a.x + a.y) - Math.abs(b.x + b.y));
  return ways[0] ?? null;
}
