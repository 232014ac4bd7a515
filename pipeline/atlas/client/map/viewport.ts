import type { View } from "../state.ts";

/** Size of the window on the map, in CSS pixels. */
export type Size = { width: number; height: number };

/** Room at the edges that the whole map leaves free, in CSS pixels. */
export type Insets = { top: number; right: number; bottom: number; left: number };

/** Extent of the papers, in their own units; never empty. */
export type Extent = { left: number; right: number; top: number; bottom: number };

/** How the map lies in the window: a place p is at ((p.x - x) * scale + width / 2, (p.y - y) * scale + height / 2) CSS pixels. */
export type Viewport = Size & { x: number; y: number; scale: number; zoom: number; mostZoom: number };

/** Least zoom of the map; 1 shows all of it. */
export const LEAST_ZOOM = 1;
/** Largest zoom of a map for which none was found. */
export const MOST_ZOOM = 64;

/** Returns the extent of the places, at least one unit wide and high. */
export function measureExtent(xs: ArrayLike<number>, ys: ArrayLike<number>): Extent {
  const extent = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (let row = 0; row < xs.length; row++) {
    extent.left = Math.min(extent.left, xs[row]!);
    extent.right = Math.max(extent.right, xs[row]!);
    extent.top = Math.min(extent.top, ys[row]!);
    extent.bottom = Math.max(extent.bottom, ys[row]!);
  }
  if (!(extent.right > extent.left)) {
    const middle = Number.isFinite(extent.left) ? extent.left : 0;
    [extent.left, extent.right] = [middle - 0.5, middle + 0.5];
  }
  if (!(extent.bottom > extent.top)) {
    const middle = Number.isFinite(extent.top) ? extent.top : 0;
    [extent.top, extent.bottom] = [middle - 0.5, middle + 0.5];
  }
  return extent;
}

/** Returns the view at which all of the extent lies within the insets, and its scale in pixels per unit. */
export function fitExtent(extent: Extent, size: Size, insets: Insets): View & { scale: number } {
  const room = (length: number, edges: number) => Math.max(length - edges, length / 3, 1);
  const scale = Math.min(
    room(size.width, insets.left + insets.right) / (extent.right - extent.left),
    room(size.height, insets.top + insets.bottom) / (extent.bottom - extent.top),
  );
  return {
    x: (extent.left + extent.right) / 2 + (insets.right - insets.left) / 2 / scale,
    y: (extent.top + extent.bottom) / 2 + (insets.bottom - insets.top) / 2 / scale,
    zoom: 1,
    scale,
  };
}

/** Returns the viewport of a view in a window whose whole map is `fitted`, and that zooms in no further than `mostZoom`. */
export function makeViewport(
  view: View | null,
  fitted: View & { scale: number },
  size: Size,
  mostZoom = MOST_ZOOM,
): Viewport {
  const { x, y, zoom } = view ?? fitted;
  return { width: size.width, height: size.height, x, y, zoom, scale: fitted.scale * zoom, mostZoom };
}

/** Returns the pixel of a place of the map. */
export function toScreen(viewport: Viewport, x: number, y: number): { x: number; y: number } {
  return {
    x: (x - viewport.x) * viewport.scale + viewport.width / 2,
    y: (y - viewport.y) * viewport.scale + viewport.height / 2,
  };
}

/** Returns the place of the map at a pixel. */
export function toPlace(viewport: Viewport, x: number, y: number): { x: number; y: number } {
  return {
    x: (x - viewport.width / 2) / viewport.scale + viewport.x,
    y: (y - viewport.height / 2) / viewport.scale + viewport.y,
  };
}

/** Returns the view after zooming by `factor`, with the place at that pixel where it is. */
export function zoomAt(viewport: Viewport, factor: number, x: number, y: number): View {
  const zoom = clampZoom(viewport.zoom * factor, Math.max(viewport.zoom, viewport.mostZoom));
  const place = toPlace(viewport, x, y);
  const scale = (viewport.scale / viewport.zoom) * zoom;
  return { x: place.x - (x - viewport.width / 2) / scale, y: place.y - (y - viewport.height / 2) / scale, zoom };
}

/** Returns the view moved by pixels: what was in the middle is then dx to the right and dy below. */
export function panBy(viewport: Viewport, dx: number, dy: number): View {
  return { x: viewport.x - dx / viewport.scale, y: viewport.y - dy / viewport.scale, zoom: viewport.zoom };
}

/** Returns the view with its middle kept on the map. */
export function keepOnMap(view: View, extent: Extent, mostZoom = MOST_ZOOM): View {
  return {
    x: Math.min(Math.max(view.x, extent.left), extent.right),
    y: Math.min(Math.max(view.y, extent.top), extent.bottom),
    zoom: clampZoom(view.zoom, mostZoom),
  };
}

/** Returns the view that shows an extent, zoomed in no further than `mostZoom`. */
export function viewExtent(extent: Extent, size: Size, insets: Insets, fitScale: number, mostZoom: number): View {
  const { scale } = fitExtent(extent, size, insets);
  const zoom = clampZoom(scale / fitScale, mostZoom);
  const shown = zoom * fitScale;
  return {
    x: (extent.left + extent.right) / 2 + (insets.right - insets.left) / 2 / shown,
    y: (extent.top + extent.bottom) / 2 + (insets.bottom - insets.top) / 2 / shown,
    zoom,
  };
}

function clampZoom(zoom: number, mostZoom: number): number {
  return Math.min(Math.max(zoom, LEAST_ZOOM), mostZoom);
}

/** Part of the half of the window within which a view must hold a paper. */
const HELD_PART = 0.7;

/** Least zoom at which a view is held back. */
const LEAST_HELD_ZOOM = 4;

/** Returns the zoom up to which a window round the middle of a view holds all places. */
export function findHoldingZoom(
  view: View,
  places: readonly { x: number; y: number }[],
  size: Size,
  fitScale: number,
): number {
  const scales = places.flatMap(({ x, y }) => [
    (HELD_PART * size.width) / 2 / Math.abs(x - view.x),
    (HELD_PART * size.height) / 2 / Math.abs(y - view.y),
  ]);
  return Math.max(LEAST_HELD_ZOOM, Math.min(...scales) / fitScale);
}

/** Returns the view, moved as little as will do for a place to lie well within the window. */
export function holdPlace(view: View, place: { x: number; y: number }, size: Size, fitScale: number): View {
  const scale = fitScale * view.zoom;
  const [across, down] = [(HELD_PART * size.width) / 2 / scale, (HELD_PART * size.height) / 2 / scale];
  return {
    x: Math.min(Math.max(view.x, place.x - across), place.x + across),
    y: Math.min(Math.max(view.y, place.y - down), place.y + down),
    zoom: view.zoom,
  };
}
