/** A rectangle in pixels by its middle; y goes down. */
export type Box = { x: number; y: number; width: number; height: number };

/** A straight line in pixels. */
export type LineSegment = { x1: number; y1: number; x2: number; y2: number };

/** Returns the area that two boxes share, in square pixels; 0 where they only touch. */
export function overlapArea(a: Box, b: Box): number {
  const width = Math.min(a.width, b.width, (a.width + b.width) / 2 - Math.abs(a.x - b.x));
  const height = Math.min(a.height, b.height, (a.height + b.height) / 2 - Math.abs(a.y - b.y));
  return width > 0 && height > 0 ? width * height : 0;
}

/** Returns the point of a box, its edge included, that is nearest to a place. */
export function nearestInBox(box: Box, x: number, y: number): { x: number; y: number } {
  return {
    x: Math.min(Math.max(x, box.x - box.width / 2), box.x + box.width / 2),
    y: Math.min(Math.max(y, box.y - box.height / 2), box.y + box.height / 2),
  };
}

/** Returns whether two lines cross. */
export function linesCross(a: LineSegment, b: LineSegment): boolean {
  return sideOf(a, b.x1, b.y1) * sideOf(a, b.x2, b.y2) < 0 && sideOf(b, a.x1, a.y1) * sideOf(b, a.x2, a.y2) < 0;
}

function sideOf(line: LineSegment, x: number, y: number): number {
  return Math.sign((line.x2 - line.x1) * (y - line.y1) - (line.y2 - line.y1) * (x - line.x1));
}

/** Returns whether a line runs through a box or ends in it (Liang and Barsky 1984). */
export function lineMeetsBox(line: LineSegment, box: Box): boolean {
  const dx = line.x2 - line.x1;
  const dy = line.y2 - line.y1;
  let enter = 0;
  let leave = 1;
  const edges = [
    [-dx, line.x1 - (box.x - box.width / 2)],
    [dx, box.x + box.width / 2 - line.x1],
    [-dy, line.y1 - (box.y - box.height / 2)],
    [dy, box.y + box.height / 2 - line.y1],
  ] as const;
  for (const [direction, distance] of edges) {
    if (direction === 0 && distance < 0) return false;
    if (direction < 0) enter = Math.max(enter, distance / direction);
    if (direction > 0) leave = Math.min(leave, distance / direction);
  }
  return enter <= leave;
}
