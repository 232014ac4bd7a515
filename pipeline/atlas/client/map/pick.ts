import type { AtlasState } from "../state.ts";
import type { LabelLayer } from "./label-layer.ts";
import type { PointGrid } from "./point-grid.ts";
import { toPlace, type Viewport } from "./viewport.ts";

/** What lies at a pixel: a topic's name, a paper by its row, or nothing. */
export type Picked = { paper: number } | { topic: number } | null;

/** CSS pixels from its middle within which a paper is pointed at. */
const REACH = 12;

/** Returns what lies at a pixel of the map; names lie over papers. */
export function pickAt(
  pixel: { x: number; y: number },
  viewport: Viewport,
  labels: Pick<LabelLayer, "findAt">,
  grid: Pick<PointGrid, "findNearest">,
): Picked {
  const topic = labels.findAt(viewport, pixel);
  if (topic !== null) return { topic };
  const place = toPlace(viewport, pixel.x, pixel.y);
  const row = grid.findNearest(place.x, place.y, REACH / viewport.scale);
  return row === -1 ? null : { paper: row };
}

/** Returns what a click changes: it opens a paper, or a topic; on an open topic or beside all it lets go what was opened last. */
export function followClick(picked: Picked, open: Pick<AtlasState, "paper" | "topic">): Partial<AtlasState> {
  if (picked && "paper" in picked) return { paper: picked.paper, hovered: null };
  if (picked) return { topic: picked.topic === open.topic ? null : picked.topic, paper: null };
  return open.paper !== null ? { paper: null } : { topic: null, selection: null };
}
