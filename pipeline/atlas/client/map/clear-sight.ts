import type { Box } from "../../../charts/boxes.ts";
import type { Edges } from "../atlas.ts";
import { findElement } from "../elements.ts";

/** How far text may lie under a control before nothing of it is seen, in CSS pixels. */
const FADE_DEPTH = 6;

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

/** Returns how much of a text is seen, 0 to 1: all of it clear of the covers, the less the further it lies under one, so that no word is cut. */
export function findSight(text: Edges, covers: readonly Edges[]): number {
  let sight = 1;
  for (const cover of covers) {
    const across = Math.min(text.right, cover.right) - Math.max(text.left, cover.left);
    const down = Math.min(text.bottom, cover.bottom) - Math.max(text.top, cover.top);
    const depth = Math.min(across, down);
    if (depth > 0) sight = Math.min(sight, Math.max(0, 1 - depth / FADE_DEPTH));
  }
  return sight;
}
