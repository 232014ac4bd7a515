import type { AtlasState } from "../state.ts";
import type { NameLayer } from "./name-layer.ts";
import type { PointGrid } from "./point-grid.ts";
import type { TitleLayer } from "./title-layer.ts";
import { toPlace, type Viewport } from "./viewport.ts";

/** What lies at a pixel: a topic's name, a paper by its row, or nothing. */
export type Picked = { paper: number } | { topic: number } | null;

/** CSS pixels from its middle within which a paper is pointed at. */
const REACH = 12;
/** The same for a finger. */
export const FINGER_REACH = 22;

/** Returns what lies at a pixel of the map; names lie over papers, and a title stands for its paper. */
export function pickAt(
  pixel: { x: number; y: number },
  viewport: Viewport,
  names: Pick<NameLayer, "findAt">,
  titles: Pick<TitleLayer, "findAt">,
  grid: Pick<PointGrid, "findNearest">,
  reach = REACH,
): Picked {
  const topic = names.findAt(pixel);
  if (topic !== null) return { topic };
  const place = toPlace(viewport, pixel.x, pixel.y);
  const row = grid.findNearest(place.x, place.y, reach / viewport.scale);
  const paper = row === -1 ? titles.findAt(pixel) : row;
  return paper === -1 ? null : { paper };
}

/** Returns what a click changes: it opens a paper, or a topic; on an open topic or beside all it lets go what was opened last. */
export function followClick(picked: Picked, open: Pick<AtlasState, "paper" | "topic">): Partial<AtlasState> {
  if (picked && "paper" in picked) return { paper: picked.paper, hovered: null };
  if (picked) return { topic: picked.topic === open.topic ? null : picked.topic, paper: null };
  return open.paper !== null ? { paper: null } : { topic: null, selection: null };
}
