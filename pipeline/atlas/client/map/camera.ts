import type { PaperColumns } from "../../atlas-data.ts";
import type { Edges, MapControl } from "../atlas.ts";
import type { AtlasState, View } from "../state.ts";
import type { Store } from "../store.ts";
import { createFlight } from "./flight.ts";
import { findWayOut } from "./uncover.ts";
import {
  type Extent,
  fitExtent,
  keepOnMap,
  makeViewport,
  measureExtent,
  panBy,
  toScreen,
  type Viewport,
  viewExtent,
  zoomAt,
} from "./viewport.ts";

/** Where the map lies in its window, and what moves it. */
export type Camera = {
  viewport(): Viewport;
  /** Returns the scale at which all of the map fits, in CSS pixels per unit. */
  fitScale(): number;
  /** Shows a view at once, its middle kept on the map. */
  moveTo(view: View): void;
  /** Moves the view where a paper lies under a rectangle, in CSS pixels from the window's corner: the shortest way that leads beside it. */
  uncover(row: number, covered: Edges): void;
} & Pick<MapControl, "flyToPaper" | "fitRows" | "fit" | "zoomBy" | "panBy">;

/** What lies over the window, in CSS pixels from its edges. */
export type Cover = {
  /** What always lies over its foot: the view of the whole map must not change with what is open. */
  foot(): number;
  /** All that lies over it now. */
  now(): { right: number; bottom: number };
};

const NO_COVER: Cover = { foot: () => 0, now: () => ({ right: 0, bottom: 0 }) };
const INSETS = { top: 96, right: 96, bottom: 84, left: 96 };
const NARROW_INSETS = { top: 108, right: 60, bottom: 84, left: 44 };
/** Below this width, in CSS pixels, a window is narrow. */
const NARROW = 560;
const MOST_FLIGHT_ZOOM = 8;
/** Zoom at which a paper that is flown to can be told from its neighbours. */
const PAPER_ZOOM = 3;

/** Returns the camera of a window on the papers, its size in CSS pixels; it keeps the view in the state. What covers the window is left free by flights to papers. */
export function createCamera(
  { x: xs, y: ys }: Pick<PaperColumns, "x" | "y">,
  window: { readonly clientWidth: number; readonly clientHeight: number },
  state: Store<AtlasState>,
  cover: Cover = NO_COVER,
): Camera {
  const extent: Extent = measureExtent(xs, ys);
  const size = () => ({ width: window.clientWidth, height: window.clientHeight });
  const insets = () => {
    const { top, right, bottom, left } = window.clientWidth < NARROW ? NARROW_INSETS : INSETS;
    return { top, right, bottom: bottom + cover.foot(), left };
  };
  const fitted = () => fitExtent(extent, size(), insets());
  const viewport = () => makeViewport(state.get().view, fitted(), size());
  const flight = createFlight(
    () => {
      const { x, y, zoom } = viewport();
      return { x, y, zoom };
    },
    (view) => state.update({ view }),
  );
  const flyTo = (view: View) => flight.start(keepOnMap(view, extent));

  return {
    viewport,
    fitScale: () => fitted().scale,
    moveTo(view) {
      flight.stop();
      state.update({ view: keepOnMap(view, extent) });
    },
    flyToPaper: (row) => flyTo({ x: xs[row]!, y: ys[row]!, zoom: Math.max(viewport().zoom, PAPER_ZOOM) }),
    fitRows(rows) {
      if (rows.length === 0) return;
      const bounds = measureExtent(
        Array.from(rows, (row) => xs[row]!),
        Array.from(rows, (row) => ys[row]!),
      );
      const { top, left, right, bottom } = insets();
      const covered = cover.now();
      const free = {
        top,
        left,
        right: right + covered.right,
        bottom: bottom + Math.max(0, covered.bottom - cover.foot()),
      };
      flight.start(viewExtent(bounds, size(), free, fitted().scale, MOST_FLIGHT_ZOOM));
    },
    uncover(row, covered) {
      const shown = viewport();
      const way = findWayOut(toScreen(shown, xs[row]!, ys[row]!), covered, size());
      if (way) flyTo(panBy(shown, way.x, way.y));
    },
    fit() {
      flight.stop();
      state.update({ view: null });
    },
    zoomBy: (factor) => flyTo(zoomAt(viewport(), factor, size().width / 2, size().height / 2)),
    panBy: (x, y) => flyTo(panBy(viewport(), -x * size().width, -y * size().height)),
  };
}
