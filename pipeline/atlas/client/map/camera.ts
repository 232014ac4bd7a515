import type { PaperColumns } from "../../atlas-data.ts";
import type { MapControl } from "../atlas.ts";
import type { AtlasState, View } from "../state.ts";
import type { Store } from "../store.ts";
import { createFlight } from "./flight.ts";
import type { PointGrid } from "./point-grid.ts";
import {
  type Extent,
  findHoldingZoom,
  fitExtent,
  holdPlace,
  type Insets,
  keepOnMap,
  MOST_ZOOM,
  makeViewport,
  measureExtent,
  panBy,
  type Viewport,
  viewExtent,
  zoomAt,
} from "./viewport.ts";

/** Where the map lies in its window, and what moves it. */
export type Camera = {
  viewport(): Viewport;
  /** Returns the view at which all of the map fits, and its scale in CSS pixels per unit. */
  fitted(): View & { scale: number };
  /** Shows a view at once, its middle kept on the map; one that is zoomed in holds a paper. */
  moveTo(view: View): void;
  /** Returns what always lies over the foot of the window, in CSS pixels. */
  foot(): number;
  /** Returns how far what lies over the map now reaches into the window from its right and its foot, in CSS pixels. */
  covered(): { right: number; bottom: number };
  /** Returns whether `zoomBy` that factor changes the zoom. */
  canZoomBy(factor: number): boolean;
  /** Zooms in no further than that from now on. */
  limitZoom(most: number): void;
} & Pick<MapControl, "flyToPaper" | "fitRows" | "fit" | "zoomBy" | "panBy">;

/** What lies over the window, in CSS pixels from its edges. */
export type Cover = {
  /** What always lies over its foot: the view of the whole map must not change with what is open. */
  foot(): number;
  /** All that lies over it now. */
  now(): { right: number; bottom: number };
};

const NO_COVER: Cover = { foot: () => 0, now: () => ({ right: 0, bottom: 0 }) };
const INSETS: Insets = { top: 70, right: 68, bottom: 66, left: 36 };
const NARROW_INSETS: Insets = { top: 108, right: 60, bottom: 84, left: 44 };
/** Below this width, in CSS pixels, a window is narrow. */
const NARROW = 560;
const MOST_FLIGHT_ZOOM = 8;
/** Share by which the zoom must change to be seen. */
const LEAST_ZOOM_CHANGE = 0.01;
/** Zoom at which a paper that is flown to can be told from its neighbours. */
const PAPER_ZOOM = 3;

/** Returns the room that the whole map leaves for the controls in a window of that width. */
export function chooseInsets(width: number): Insets {
  return width < NARROW ? NARROW_INSETS : INSETS;
}

/** Returns the camera of a window on the papers, its size in CSS pixels; it keeps the view in the state. What covers the window is left free by flights to papers. */
export function createCamera(
  { x: xs, y: ys }: Pick<PaperColumns, "x" | "y">,
  window: { readonly clientWidth: number; readonly clientHeight: number },
  state: Store<AtlasState>,
  grid: Pick<PointGrid, "findNearestRows">,
  cover: Cover = NO_COVER,
): Camera {
  let mostZoom = MOST_ZOOM;
  const extent: Extent = measureExtent(xs, ys);
  const size = () => ({ width: window.clientWidth, height: window.clientHeight });
  const insets = () => {
    const { top, right, bottom, left } = chooseInsets(window.clientWidth);
    return { top, right, bottom: bottom + cover.foot(), left };
  };
  const fitted = () => fitExtent(extent, size(), insets());
  const viewport = () => makeViewport(state.get().view, fitted(), size(), mostZoom);
  const flight = createFlight(
    () => {
      const { x, y, zoom } = viewport();
      return { x, y, zoom };
    },
    (view) => state.update({ view }),
  );
  /** One that zooms in ends with the two nearest papers in the window: nearer, there is nothing more to see. */
  const settle = (view: View) => {
    const now = viewport().zoom;
    const kept = keepOnMap(view, extent, Math.max(mostZoom, now));
    if (kept.zoom <= now || xs.length === 0) return kept;
    const places = grid.findNearestRows(kept.x, kept.y, 2).map((row) => ({ x: xs[row]!, y: ys[row]! }));
    const most = findHoldingZoom(kept, places, size(), fitted().scale);
    return holdPlace({ ...kept, zoom: Math.max(now, Math.min(kept.zoom, most)) }, places[0]!, size(), fitted().scale);
  };
  const changesZoom = (view: View) => Math.abs(settle(view).zoom / viewport().zoom - 1) > LEAST_ZOOM_CHANGE;
  /** Zooms about the middle of the window; nearer where that is empty, about the paper nearest to it. */
  const aim = (factor: number): View => {
    const now = viewport();
    const view = zoomAt(now, factor, now.width / 2, now.height / 2);
    const [row] = factor > 1 && !changesZoom(view) ? grid.findNearestRows(now.x, now.y, 1) : [];
    return row === undefined ? view : { x: xs[row]!, y: ys[row]!, zoom: view.zoom };
  };
  const flyTo = (view: View) => flight.start(settle(view));

  return {
    viewport,
    fitted,
    moveTo(view) {
      flight.stop();
      state.update({ view: settle(view) });
    },
    foot: cover.foot,
    covered: cover.now,
    canZoomBy: (factor) => changesZoom(aim(factor)),
    limitZoom(most) {
      mostZoom = most;
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
    fit() {
      flight.stop();
      state.update({ view: null });
    },
    zoomBy(factor) {
      const view = aim(factor);
      if (changesZoom(view)) flyTo(view);
    },
    panBy: (x, y) => flyTo(panBy(viewport(), -x * size().width, -y * size().height)),
  };
}
