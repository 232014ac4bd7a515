import { COORDINATE_RANGE } from "../../atlas-data.ts";
import type { Atlas, MapControl } from "../atlas.ts";
import { findElement } from "../elements.ts";
import { currentGround, rimOf } from "./palette.ts";
import { buildPointGrid } from "./point-grid.ts";
import { findInShape } from "./shapes.ts";
import {
  type Extent,
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

const INSETS = { top: 76, right: 72, bottom: 64, left: 72 };
const MOST_FLIGHT_ZOOM = 8;

/** Draws the map and answers mouse, touch and keyboard. */
export function createMap({ data, index, state }: Omit<Atlas, "map">): MapControl {
  const { papers } = data;
  const element = findElement("map");
  const canvas = findElement<HTMLCanvasElement>("map-points");
  const extent = measureExtent(papers.x, papers.y);
  const grid = buildPointGrid(papers.x, papers.y, COORDINATE_RANGE);

  const size = () => ({ width: element.clientWidth, height: element.clientHeight });
  const fitted = () => fitExtent(extent, size(), INSETS);
  const viewport = (): Viewport => makeViewport(state.get().view, fitted(), size());
  const show = (rows: ArrayLike<number>) => {
    const bounds: Extent = measureExtent(
      Array.from(rows, (row) => papers.x[row]!),
      Array.from(rows, (row) => papers.y[row]!),
    );
    state.update({ view: viewExtent(bounds, size(), INSETS, fitted().scale, MOST_FLIGHT_ZOOM) });
  };

  function draw(): void {
    const now = viewport();
    const ground = currentGround();
    canvas.width = now.width * devicePixelRatio;
    canvas.height = now.height * devicePixelRatio;
    const context = canvas.getContext("2d")!;
    context.scale(devicePixelRatio, devicePixelRatio);
    for (let row = 0; row < papers.id.length; row++) {
      const { x, y } = toScreen(now, papers.x[row]!, papers.y[row]!);
      const topic = index.topicOf(row);
      const color = topic ? (ground.isDark ? topic.darkColor : topic.color) : ground.faded;
      context.beginPath();
      context.arc(x, y, 4.5, 0, 2 * Math.PI);
      context.fillStyle = color;
      context.fill();
      context.strokeStyle = rimOf(color, ground);
      context.stroke();
    }
  }

  let last: { x: number; y: number } | null = null;
  let moved = 0;
  element.addEventListener("pointerdown", (event) => {
    element.setPointerCapture(event.pointerId);
    last = { x: event.clientX, y: event.clientY };
    moved = 0;
  });
  element.addEventListener("pointermove", (event) => {
    if (last) {
      moved += Math.hypot(event.clientX - last.x, event.clientY - last.y);
      state.update({ view: panBy(viewport(), event.clientX - last.x, event.clientY - last.y) });
      last = { x: event.clientX, y: event.clientY };
      return;
    }
    const place = toPlace(viewport(), event.offsetX, event.offsetY);
    const row = grid.findNearest(place.x, place.y, 12 / viewport().scale);
    state.update({ hovered: row === -1 ? null : row });
  });
  element.addEventListener("pointerup", () => {
    last = null;
    if (moved < 4) state.update({ paper: state.get().hovered });
  });
  element.addEventListener("wheel", (event) => {
    event.preventDefault();
    state.update({ view: zoomAt(viewport(), Math.exp(-event.deltaY / 400), event.offsetX, event.offsetY) });
  });
  state.subscribe(draw, ["view", "theme"]);
  new ResizeObserver(draw).observe(element);
  draw();

  return {
    flyToPaper(row) {
      const zoom = Math.max(viewport().zoom, 3);
      state.update({ view: keepOnMap({ x: papers.x[row]!, y: papers.y[row]!, zoom }, extent) });
    },
    flyToTopic: (id) => show(index.papersOf(id)),
    flyToPapers: show,
    fit: () => state.update({ view: null }),
    zoomBy: (factor) => state.update({ view: zoomAt(viewport(), factor, size().width / 2, size().height / 2) }),
    panBy: (x, y) => state.update({ view: panBy(viewport(), -x * size().width, -y * size().height) }),
    savePng: async () => {},
    saveSvg: () => {},
    findInShape: (shape) => findInShape(shape, grid, papers.x, papers.y),
    focus: () => element.focus(),
  };
}
