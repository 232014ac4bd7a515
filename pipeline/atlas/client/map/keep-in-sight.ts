import type { MapControl } from "../atlas.ts";
import { findElement } from "../elements.ts";
import type { Cover } from "./camera.ts";

/** A box, in CSS pixels. */
export type Box = { left: number; top: number; right: number; bottom: number };

/** Room round a place that has come out from under a card, in CSS pixels. */
const MARGIN = 48;

/**
 * Returns by how many CSS pixels the map moves so that a place on it can be seen: none where it can be seen now, else as little as brings it into what a
 * cover leaves free. The free part is that beside the cover or that above it, whichever is larger.
 */
export function findShift(
  place: { x: number; y: number },
  map: Box,
  cover: Box | null,
  margin = MARGIN,
): { x: number; y: number } {
  const isIn = (box: Box, by = 0) =>
    place.x >= box.left - by && place.x <= box.right + by && place.y >= box.top - by && place.y <= box.bottom + by;
  if (isIn(map) && !(cover && isIn(cover, margin / 4))) return { x: 0, y: 0 };
  const free = cover ? chooseFree(map, cover) : map;
  const shift = (at: number, low: number, high: number) => {
    const edge = Math.min(margin, Math.max(0, (high - low) / 2));
    return Math.min(Math.max(at, low + edge), high - edge) - at;
  };
  return { x: shift(place.x, free.left, free.right), y: shift(place.y, free.top, free.bottom) };
}

function chooseFree(map: Box, cover: Box): Box {
  const { left, top, right, bottom } = map;
  const beside = { left, top, right: Math.min(right, cover.left), bottom };
  const above = { left, top, right, bottom: Math.min(bottom, cover.top) };
  const area = (box: Box) => Math.max(0, box.right - box.left) * Math.max(0, box.bottom - box.top);
  return area(beside) >= area(above) ? beside : above;
}

/** Returns the part of the window that a card or a sheet over the map takes; null where none does. */
function findCover(map: Box): Box | null {
  const boxes = ["card", "side"].flatMap((id) => {
    const element = document.getElementById(id);
    return element && !element.hidden ? [element.getBoundingClientRect()] : [];
  });
  const overlap = ({ left, right, top, bottom }: Box) =>
    Math.max(0, Math.min(map.right, right) - Math.max(map.left, left)) *
    Math.max(0, Math.min(map.bottom, bottom) - Math.max(map.top, top));
  return boxes.find((box) => overlap(box) > 1) ?? null;
}

/** Where the lists are a sheet that leaves the upper half of the window free. */
const PHONE = "(max-width: 760px)";

/** Returns what lies over the map. */
export function watchCover(map: HTMLElement): Cover {
  return {
    foot: () => (matchMedia(PHONE).matches ? Math.max(0, map.clientHeight - window.innerHeight / 2) : 0),
    now() {
      const whole = map.getBoundingClientRect();
      const cover = findCover(whole);
      const free = cover ? chooseFree(whole, cover) : whole;
      return { right: whole.right - free.right, bottom: whole.bottom - free.bottom };
    },
  };
}

/** Moves the map so that a place of it, in the units of the papers, can be seen beside what lies over it; not at all where it can be seen now. */
export function keepInSight(map: Pick<MapControl, "locate" | "panBy">, { x, y }: { x: number; y: number }): void {
  const section = findElement("map").getBoundingClientRect();
  const at = map.locate(x, y);
  const shift = findShift({ x: at.x + section.left, y: at.y + section.top }, section, findCover(section));
  if (shift.x !== 0 || shift.y !== 0) map.panBy(-shift.x / section.width, -shift.y / section.height);
}
