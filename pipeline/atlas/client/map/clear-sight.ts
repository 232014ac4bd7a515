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

/** Returns whether a text lies under a cover, beyond the halo round its letters: it is then better left out than cut. */
export function isCovered(text: Edges, covers: readonly Edges[]): boolean {
  return covers.some(
    (cover) =>
      Math.min(text.right, cover.right) - Math.max(text.left, cover.left) > HALO &&
      Math.min(text.bottom, cover.bottom) - Math.max(text.top, cover.top) > HALO,
  );
}
