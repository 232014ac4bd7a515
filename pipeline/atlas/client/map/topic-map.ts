import { COORDINATE_RANGE } from "../../atlas-data.ts";
import type { Atlas, MapControl } from "../atlas.ts";
import { findElement } from "../elements.ts";
import { passSourceFailure } from "../source-state.ts";
import { createCamera } from "./camera.ts";
import { createFrameRequest } from "./frame-request.ts";
import { watchCover } from "./keep-in-sight.ts";
import { listenToKeys } from "./keyboard.ts";
import { createMapPicture } from "./map-picture.ts";
import { connectToolbar } from "./map-toolbar.ts";
import { FINGER_REACH, followClick, pickAt } from "./pick.ts";
import { buildPointGrid } from "./point-grid.ts";
import { listenToPointer } from "./pointer.ts";
import { createRestingRows, findRowsInView } from "./rows-in-view.ts";
import { findInShape } from "./shapes.ts";
import { toScreen } from "./viewport.ts";

/** CSS pixels from the edge within which a paper is not well seen. */
const EDGE = 40;

/** Draws the map and answers mouse, touch and keyboard. */
export function createMap(atlas: Omit<Atlas, "map">): MapControl {
  const { data, index, state, matches, nearest } = atlas;
  const { papers } = data;
  const element = findElement("map");
  const grid = buildPointGrid(papers.x, papers.y, COORDINATE_RANGE);
  const camera = createCamera(papers, element, state, grid, watchCover(element));
  const requestDraw = createFrameRequest(() => picture.draw());
  const picture = createMapPicture(atlas, grid, camera, requestDraw);
  const { names, titles } = picture;
  const listRowsInView = () => findRowsInView(camera.viewport(), grid);
  const resting = createRestingRows(listRowsInView);
  const isCoarse = matchMedia("(pointer: coarse)");
  const pick = (pixel: { x: number; y: number }) =>
    pickAt(pixel, camera.viewport(), names, titles, grid, isCoarse.matches ? FINGER_REACH : undefined);

  const control: MapControl = {
    flyToPaper: camera.flyToPaper,
    flyToTopic: (id) => camera.fitRows(index.papersOf(id)),
    fitRows: camera.fitRows,
    pulseRows: picture.pulseRows,
    listRowsInView,
    followRowsInView: resting.follow,
    fit: camera.fit,
    zoomBy: camera.zoomBy,
    panBy: camera.panBy,
    savePng: picture.savePng,
    saveSvg: picture.saveSvg,
    findInShape: (shape) => findInShape(shape, grid, papers.x, papers.y),
    locate: (x, y) => toScreen(camera.viewport(), x, y),
    listNames: names.listStanding,
    focus: () => element.focus(),
  };

  listenToPointer(element, {
    viewport: camera.viewport,
    tool: () => state.get().tool,
    move: camera.moveTo,
    hover(pixel) {
      const found = pixel && pick(pixel);
      names.point(found && "topic" in found ? found.topic : null);
      element.dataset.over = String(found !== null);
      state.update({ hovered: found && "paper" in found ? found.paper : null });
    },
    click: (pixel) => state.update(followClick(pick(pixel), state.get())),
    sketch: picture.sketch,
    select: (selection) => state.update({ selection, tool: "pan" }),
  });
  listenToKeys(element, atlas, {
    panBy: camera.panBy,
    zoomBy: camera.zoomBy,
    fit: camera.fit,
    flyToTopic: control.flyToTopic,
    reveal(row) {
      const { width, height } = camera.viewport();
      const { x, y } = control.locate(papers.x[row]!, papers.y[row]!);
      const isSeen = x > EDGE && y > EDGE && x < width - EDGE && y < height - EDGE;
      if (!isSeen) camera.flyToPaper(row);
    },
    listTopics: names.listInView,
    point: names.point,
  });
  connectToolbar(atlas, control);
  /** Lines lead to the papers nearest to the open one, once they are known. */
  const readNearest = ({ paper }: { paper: number | null }) => {
    if (paper !== null && !nearest.find(paper)) nearest.read([paper]).then(requestDraw).catch(passSourceFailure);
  };
  state.subscribe(readNearest, ["paper"]);
  readNearest(state.get());
  state.subscribe(requestDraw);
  matches.subscribe(requestDraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", requestDraw);
  state.subscribe(resting.moved, ["view"]);
  new ResizeObserver(() => {
    picture.draw();
    resting.moved();
  }).observe(element);
  // What they lay over comes out as they shrink.
  const overMap = new ResizeObserver(requestDraw);
  for (const id of ["side", "card"]) overMap.observe(findElement(id));
  picture.draw();
  return control;
}
