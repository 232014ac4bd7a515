import type { Box } from "../../../charts/boxes.ts";
import type { Edges } from "../atlas.ts";
import { findElement } from "../elements.ts";
import { HALO } from "./paint-names.ts";

const CONTROLS = ".map-controls > :not([hidden]), .map-foot > :not([hidden])";
const SHEETS = "#map-overview:not([hidden]), #legend:not([hidden]), #card:not([hidden]), #side";

/** Returns where the controls that always stand lie over the map, in CSS pixels from its corner. */
export function listControls(): Edges[] {
  return listEdges(CONTROLS);
}

/** Returns where anything lies over the map now, in CSS pixels from its corner. */
export function listCovers(): Edges[] {
  return listEdges(`${CONTROLS}, ${SHEETS}`);
}

function listEdges(selector: string): Edges[] {
  const corner = findElement("map").getBoundingClientRect();
  return [...document.querySelectorAll(selector)].map((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left: left - corner.left, top: top - corner.top, right: right - corner.left, bottom: bottom - corner.top };
  });
}

/** Returns the edges of a box. */
export function edgesOf({ x, y, width, height }: Box): Edges {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

/** Room between a text that was moved and the edge of the window or of a cover, in CSS pixels. */
const GAP = 6;
/** A text that has to move farther, in CSS pixels, would no longer be seen to belong to its place. */
const FARTHEST = 180;

/**
 * Returns a box of the window moved to where it lies in it whole and under no cover, by the shortest way; the box itself where it is in sight already,
 * is out of the window, or would have to move more than 180 pixels.
 */
export function moveIntoSight(box: Box, window: { width: number; height: number }, covers: readonly Edges[]): Box {
  const { left, top, right, bottom } = edgesOf(box);
  if (right <= 0 || bottom <= 0 || left >= window.width || top >= window.height) return box;
  const inside = clampInto(box, window);
  const isFree = (moved: Box) => !isCovered(edgesOf(moved), covers);
  const distance = (moved: Box) => Math.hypot(moved.x - box.x, moved.y - box.y);
  const ways = [inside, ...covers.flatMap((cover) => listWaysOut(inside, cover))].map((way) => clampInto(way, window));
  const free = ways.filter((way) => isFree(way) && distance(way) <= FARTHEST);
  return free.reduce<Box | null>((best, way) => (best && distance(best) <= distance(way) ? best : way), null) ?? box;
}

function clampInto(box: Box, { width, height }: { width: number; height: number }): Box {
  const clamp = (middle: number, size: number, length: number) =>
    Math.max(size / 2, Math.min(length - size / 2, middle));
  return { ...box, x: clamp(box.x, box.width, width), y: clamp(box.y, box.height, height) };
}

function listWaysOut(box: Box, { left, top, right, bottom }: Edges): Box[] {
  const [byWidth, byHeight] = [box.width / 2 + GAP, box.height / 2 + GAP];
  return [
    { ...box, x: left - byWidth },
    { ...box, x: right + byWidth },
    { ...box, y: top - byHeight },
    { ...box, y: bottom + byHeight },
  ];
}

/** Returns whether a text lies under a cover, beyond the halo round its letters: it is then better left out than cut. */
export function isCovered(text: Edges, covers: readonly Edges[]): boolean {
  return covers.some(
    (cover) =>
      Math.min(text.right, cover.right) - Math.max(text.left, cover.left) > HALO &&
      Math.min(text.bottom, cover.bottom) - Math.max(text.top, cover.top) > HALO,
  );
}
