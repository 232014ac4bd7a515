import type { Atlas, MapControl } from "../atlas.ts";
import { findElement } from "../elements.ts";
import type { Camera } from "./camera.ts";
import { listControls, listCovers } from "./clear-sight.ts";
import { ZOOM_STEP } from "./keyboard.ts";
import { createNameLayer, type NameLayer } from "./name-layer.ts";
import { createOverlay } from "./overlay.ts";
import { createOverview, WHOLE_ZOOM } from "./overview.ts";
import { describePicture } from "./picture-caption.ts";
import { createPlaceLine } from "./place-line.ts";
import type { PointGrid } from "./point-grid.ts";
import { createPulse } from "./pulse.ts";
import { savePng, saveSvg } from "./save-image.ts";
import type { SavedPicture } from "./saved-picture.ts";
import { createSceneSource } from "./scene-source.ts";
import { createStandingNames } from "./standing-names.ts";
import { createSurface } from "./surface.ts";
import { createTitleLayer, type TitleLayer } from "./title-layer.ts";
import { createTooltip } from "./tooltip.ts";
import { toScreen } from "./viewport.ts";
import { whenIdle } from "./when-idle.ts";

/** What is seen of the map: papers, names over them, and the box that names a paper. */
export type MapPicture = {
  names: NameLayer;
  titles: TitleLayer;
  /** Draws the state as the camera sees it. */
  draw(): void;
  /** Draws a shape from the next picture on, by its corners in CSS pixels, x and y in turn; null for none. */
  sketch(corners: readonly number[] | null): void;
} & Pick<MapControl, "pulseRows" | "savePng" | "saveSvg">;

const PREPARE_AFTER_MS = 400;

/** Returns the picture, not yet drawn; `redraw` is called when it is to be drawn again. */
export function createMapPicture(
  atlas: Omit<Atlas, "map">,
  grid: PointGrid,
  camera: Camera,
  redraw: () => void,
): MapPicture {
  const { papers } = atlas.data;
  const scenes = createSceneSource(atlas, redraw);
  const surface = createSurface(findElement<HTMLCanvasElement>("map-points"), redraw);
  const standing = createStandingNames(atlas, grid, camera, listControls);
  const names = createNameLayer(atlas, camera, standing, redraw);
  const titles = createTitleLayer(atlas, grid, camera, standing, redraw);
  const overview = createOverview(atlas, camera);
  const showPlace = createPlaceLine(atlas, camera, grid);
  const overlay = createOverlay(findElement<HTMLCanvasElement>("map-overlay"), atlas);
  const tooltip = createTooltip(atlas);
  const pulse = createPulse(
    () => performance.now(),
    () => matchMedia("(prefers-reduced-motion: reduce)").matches,
    redraw,
  );
  /** Names of nearer steps are placed while nothing else is to be done, so that zooming does not wait for them. */
  const prepare = () => whenIdle(() => standing.prepareNext() && prepare());
  let isPrepared = false;
  let sketched: readonly number[] | null = null;

  function showTooltip(): void {
    const { hovered } = atlas.state.get();
    if (hovered === null) {
      tooltip.hide();
      return;
    }
    const viewport = camera.viewport();
    const { x, y } = toScreen(viewport, papers.x[hovered]!, papers.y[hovered]!);
    const { right, bottom } = camera.covered();
    const isSeen = x > 0 && y > 0 && x < viewport.width - right && y < viewport.height - bottom;
    if (isSeen) tooltip.show(hovered, { x, y }, right);
    else tooltip.hide();
  }

  /** In CSS pixels, whatever the screen's. */
  function preparePicture(): SavedPicture {
    const viewport = camera.viewport();
    const scene = scenes.get(viewport, 1);
    return {
      viewport,
      scene,
      names: names.choose(null),
      titles: titles.choose(scene.radius, scene.emphasis.isFront, []),
      caption: describePicture(atlas, document.title, scene.colors, scene.ground),
    };
  }

  return {
    names,
    titles,
    draw() {
      const viewport = camera.viewport();
      const ratio = window.devicePixelRatio || 1;
      const scene = scenes.get(viewport, ratio);
      surface.show(scene, viewport, ratio);
      const covers = listCovers();
      const shown = names.choose(covers);
      overlay.show({
        scene,
        viewport,
        ratio,
        names: shown,
        titles: titles.choose(scene.radius / ratio, scene.emphasis.isFront, covers),
        sketched,
        pulse: pulse.read(),
      });
      if (!isPrepared) setTimeout(prepare, PREPARE_AFTER_MS);
      isPrepared = true;
      overview.show(scene, ratio);
      showPlace();
      findElement("zoom-in").setAttribute("aria-disabled", String(!camera.canZoomBy(ZOOM_STEP)));
      findElement("zoom-out").setAttribute("aria-disabled", String(!camera.canZoomBy(1 / ZOOM_STEP)));
      findElement("map-move").hidden = viewport.zoom <= WHOLE_ZOOM;
      showTooltip();
    },
    sketch(corners) {
      sketched = corners;
      redraw();
    },
    pulseRows: pulse.start,
    savePng: (ratio) => savePng(preparePicture(), ratio).finally(redraw),
    saveSvg() {
      saveSvg(preparePicture(), papers.title);
      redraw();
    },
  };
}
