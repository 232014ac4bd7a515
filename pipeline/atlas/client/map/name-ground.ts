import { type Box, type LineSegment, lineMeetsBox } from "../../../charts/boxes.ts";
import type { Edges } from "../atlas.ts";
import type { NameField } from "./name-field.ts";

/** What a name must keep clear of, in map pixels: units of the map times the scale. */
export type NameGround = {
  field: NameField;
  scale: number;
  dotRadius: number;
  /** Longest line to a name, in pixels. */
  mostLine: number;
  /** Boxes of the names that stand, and their lines. */
  taken: readonly { box: Box; line: LineSegment | null }[];
  /** What names must stay within, and the controls that they must not lie under; null where the window shows a part of the map. */
  frame: { edges: Edges; covers: readonly Box[] } | null;
};

/** Room between two names, in pixels. */
const NAME_ROOM = 3;

/** Returns the ground with the names only that reach to within `reach` pixels of a place. */
export function nearGround(ground: NameGround, x: number, y: number, reach: number): NameGround {
  const round = { x, y, width: 2 * reach, height: 2 * reach };
  const taken = ground.taken.filter(({ box, line }) => meets(box, round, 0) || (line && crosses(line, round)));
  return { ...ground, taken };
}

/** Returns whether a box lies within the frame, and clear of names, lines and controls. */
export function isFree(box: Box, { taken, frame }: NameGround): boolean {
  const [halfWidth, halfHeight] = [box.width / 2, box.height / 2];
  if (frame) {
    const { left, right, top, bottom } = frame.edges;
    if (box.x - halfWidth < left || box.x + halfWidth > right) return false;
    if (box.y - halfHeight < top || box.y + halfHeight > bottom) return false;
    if (frame.covers.some((cover) => meets(box, cover, 0))) return false;
  }
  return !taken.some((other) => meets(box, other.box, NAME_ROOM) || (other.line !== null && crosses(other.line, box)));
}

/** Returns whether a line meets a box; most do not even come near. */
export function crosses(line: LineSegment, box: Box): boolean {
  const [halfWidth, halfHeight] = [box.width / 2, box.height / 2];
  if (Math.max(line.x1, line.x2) < box.x - halfWidth || Math.min(line.x1, line.x2) > box.x + halfWidth) return false;
  if (Math.max(line.y1, line.y2) < box.y - halfHeight || Math.min(line.y1, line.y2) > box.y + halfHeight) return false;
  return lineMeetsBox(line, box);
}

/** Returns whether two boxes come nearer to each other than `room`. */
export function meets(a: Box, b: Box, room: number): boolean {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 + room && Math.abs(a.y - b.y) < (a.height + b.height) / 2 + room;
}
