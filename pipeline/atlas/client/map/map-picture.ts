import type { Atlas, MapControl } from "../atlas.ts";
import { findElement } from "../elements.ts";
import type { Camera } from "./camera.ts";
import { createLabelLayer, type LabelLayer } from "./label-layer.ts";
import { createOverlay } from "./overlay.ts";
import type { PointGrid } from "./point-grid.ts";
import { createPulse } from "./pulse.ts";
import { savePng, saveSvg } from "./save-image.ts";
import { createSceneSource } from "./scene-source.ts";
import { createSurface } from "./surface.ts";
import { createTooltip } from "./tooltip.ts";
import { toScreen } from "./viewport.ts";

/** What is seen of the map: papers, names over them, and the box that names a paper. */
export type MapPicture = {
  labels: LabelLayer;
  /** Draws the state as the camera sees it. */
  draw(): void;
  /** Draws a shape from the next picture on, by its corners in CSS pixels, x and y in turn; null for none. */
  sketch(corners: readonly number[] | null): void;
} & Pick<MapControl, "pulseRows" | "savePng" | "saveSvg">;

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
  const labels = createLabelLayer(atlas, grid, redraw);
  const overlay = createOverlay(findElement<HTMLCanvasElement>("map-overlay"), atlas);
  const tooltip = createTooltip(atlas);
  const pulse = createPulse(
    () => performance.now(),
    () => matchMedia("(prefers-reduced-motion: reduce)").matches,
    redraw,
  );
  let sketched: readonly number[] | null = null;

  function showTooltip(): void {
    const { hovered } = atlas.state.get();
    if (hovered === null) {
      tooltip.hide();
      return;
    }
    const viewport = camera.viewport();
    const { x, y } = toScreen(viewport, papers.x[hovered]!, papers.y[hovered]!);
    if (x > 0 && y > 0 && x < viewport.width && y < viewport.height) tooltip.show(hovered, { x, y });
    else tooltip.hide();
  }

  /** A saved picture has the pixels of the page, whatever the screen's. */
  function prepareFile() {
    const viewport = camera.viewport();
    return { viewport, scene: scenes.get(viewport, 1), shown: labels.choose(viewport, camera.fitScale()) };
  }

  return {
    labels,
    draw() {
      const viewport = camera.viewport();
      const ratio = window.devicePixelRatio || 1;
      const scene = scenes.get(viewport, ratio);
      surface.show(scene, viewport, ratio);
      const shown = labels.choose(viewport, camera.fitScale());
      overlay.show({ scene, viewport, ratio, labels: shown, sketched, pulse: pulse.read() });
      showTooltip();
    },
    sketch(corners) {
      sketched = corners;
      redraw();
    },
    pulseRows: pulse.start,
    savePng() {
      const { scene, viewport, shown } = prepareFile();
      return savePng(scene, viewport, shown);
    },
    saveSvg() {
      const { scene, viewport, shown } = prepareFile();
      saveSvg(scene, viewport, shown, papers.title);
    },
  };
}
