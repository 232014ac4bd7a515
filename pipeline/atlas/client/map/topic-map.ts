import { COORDINATE_RANGE } from "../../atlas-data.ts";
import type { Atlas, MapControl } from "../atlas.ts";
import { findElement } from "../elements.ts";
import type { View } from "../state.ts";
import { createFlight } from "./flight.ts";
import { listenToKeys } from "./keyboard.ts";
import { createLabelLayer } from "./label-layer.ts";
import { connectToolbar } from "./map-toolbar.ts";
import { createOverlay } from "./overlay.ts";
import { buildPointGrid } from "./point-grid.ts";
import { listenToPointer } from "./pointer.ts";
import { savePng, saveSvg } from "./save-image.ts";
import { createSceneSource } from "./scene-source.ts";
import { findInShape } from "./shapes.ts";
import { createSurface } from "./surface.ts";
import { createTooltip } from "./tooltip.ts";
import {
  fitExtent,
  keepOnMap,
  makeViewport,
  measureExtent,
  panBy,
  toPlace,
  toScreen,
  type Viewport,
  viewExtent,
  zoomAt,
} from "./viewport.ts";

const INSETS = { top: 96, right: 96, bottom: 84, left: 96 };
const NARROW_INSETS = { top: 116, right: 72, bottom: 96, left: 72 };
const NARROW = 560;
const MOST_FLIGHT_ZOOM = 8;
/** Zoom at which a paper that is flown to can be told from its neighbours. */
const PAPER_ZOOM = 3;
/** Pixels from its middle within which a paper is pointed at. */
const HOVER_REACH = 12;

/** Draws the map and answers mouse, touch and keyboard. */
export function createMap(atlas: Omit<Atlas, "map">): MapControl {
  const { data, index, state, matches } = atlas;
  const { papers } = data;
  const element = findElement("map");
  const extent = measureExtent(papers.x, papers.y);
  const grid = buildPointGrid(papers.x, papers.y, COORDINATE_RANGE);
  const size = () => ({ width: element.clientWidth, height: element.clientHeight });
  const insets = () => (element.clientWidth < NARROW ? NARROW_INSETS : INSETS);
  const fitted = () => fitExtent(extent, size(), insets());
  const viewport = (): Viewport => makeViewport(state.get().view, fitted(), size());

  let isDue = false;
  const requestDraw = () => {
    if (!isDue) requestAnimationFrame(draw);
    isDue = true;
  };
  const scenes = createSceneSource(atlas, requestDraw);
  const surface = createSurface(findElement<HTMLCanvasElement>("map-points"), requestDraw);
  const labels = createLabelLayer(atlas, grid, requestDraw);
  const overlay = createOverlay(findElement<HTMLCanvasElement>("map-overlay"), atlas);
  const tooltip = createTooltip(atlas);
  const flight = createFlight(
    () => {
      const { x, y, zoom } = viewport();
      return { x, y, zoom };
    },
    (view) => state.update({ view }),
  );
  let sketched: readonly number[] | null = null;

  function draw(): void {
    isDue = false;
    const now = viewport();
    const ratio = window.devicePixelRatio || 1;
    const scene = scenes.get(now, ratio);
    surface.show(scene, now, ratio);
    overlay.show({ scene, viewport: now, ratio, labels: labels.choose(now, fitted().scale), sketched });
    const { hovered } = state.get();
    const pixel = hovered === null ? null : toScreen(now, papers.x[hovered]!, papers.y[hovered]!);
    const isSeen = pixel && pixel.x > 0 && pixel.y > 0 && pixel.x < now.width && pixel.y < now.height;
    if (isSeen) tooltip.show(hovered!, pixel);
    else tooltip.hide();
  }

  function move(view: View): void {
    flight.stop();
    state.update({ view: keepOnMap(view, extent) });
  }

  function findAt(pixel: { x: number; y: number }): { paper: number } | { topic: number } | null {
    const now = viewport();
    const topic = labels.findAt(now, pixel);
    if (topic !== null) return { topic };
    const place = toPlace(now, pixel.x, pixel.y);
    const row = grid.findNearest(place.x, place.y, HOVER_REACH / now.scale);
    return row === -1 ? null : { paper: row };
  }

  const control: MapControl = {
    flyToPaper(row) {
      const zoom = Math.max(viewport().zoom, PAPER_ZOOM);
      flight.start(keepOnMap({ x: papers.x[row]!, y: papers.y[row]!, zoom }, extent));
    },
    flyToTopic: (id) => control.flyToPapers(index.papersOf(id)),
    flyToPapers(rows) {
      if (rows.length === 0) return;
      const bounds = measureExtent(
        Array.from(rows, (row) => papers.x[row]!),
        Array.from(rows, (row) => papers.y[row]!),
      );
      flight.start(viewExtent(bounds, size(), insets(), fitted().scale, MOST_FLIGHT_ZOOM));
    },
    fit() {
      flight.stop();
      state.update({ view: null });
    },
    zoomBy: (factor) =>
      flight.start(keepOnMap(zoomAt(viewport(), factor, size().width / 2, size().height / 2), extent)),
    panBy: (x, y) => flight.start(keepOnMap(panBy(viewport(), -x * size().width, -y * size().height), extent)),
    savePng: () => savePng(scenes.get(viewport(), 1), viewport(), labels.choose(viewport(), fitted().scale)),
    saveSvg: () =>
      saveSvg(scenes.get(viewport(), 1), viewport(), labels.choose(viewport(), fitted().scale), papers.title),
    findInShape: (shape) => findInShape(shape, grid, papers.x, papers.y),
    locate: (x, y) => toScreen(viewport(), x, y),
    listLabels: () => labels.listStanding(viewport(), fitted().scale),
    focus: () => element.focus(),
  };

  listenToPointer(element, {
    viewport,
    tool: () => state.get().tool,
    move,
    hover(pixel) {
      const found = pixel && findAt(pixel);
      const hovered = found && "paper" in found ? found.paper : null;
      labels.point(found && "topic" in found ? found.topic : null);
      element.dataset.over = String(found !== null);
      state.update({ hovered });
    },
    click(pixel) {
      const found = findAt(pixel);
      if (found && "paper" in found) state.update({ paper: found.paper, hovered: null });
      else if (found) state.update({ topic: found.topic === state.get().topic ? null : found.topic, paper: null });
      else if (state.get().paper !== null) state.update({ paper: null });
      else state.update({ topic: null, selection: null });
    },
    sketch(corners) {
      sketched = corners;
      requestDraw();
    },
    select: (selection) => state.update({ selection, tool: "pan" }),
  });
  listenToKeys(element, atlas, {
    panBy: control.panBy,
    zoomBy: control.zoomBy,
    fit: control.fit,
    flyToTopic: control.flyToTopic,
    reveal(row) {
      const now = viewport();
      const pixel = toScreen(now, papers.x[row]!, papers.y[row]!);
      const isSeen = pixel.x > 40 && pixel.y > 40 && pixel.x < now.width - 40 && pixel.y < now.height - 40;
      if (!isSeen) control.flyToPaper(row);
    },
    listTopics: () => labels.listInView(viewport(), fitted().scale),
    point: labels.point,
  });
  connectToolbar(atlas, control);
  state.subscribe(requestDraw);
  matches.subscribe(requestDraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", requestDraw);
  new ResizeObserver(draw).observe(element);
  draw();
  return control;
}
