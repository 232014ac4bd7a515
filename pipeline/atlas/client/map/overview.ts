import type { Atlas } from "../atlas.ts";
import { findElement } from "../elements.ts";
import type { Camera } from "./camera.ts";
import { colorOfPaper } from "./paint-overlay.ts";
import type { Scene } from "./surface.ts";
import { measureExtent, panBy } from "./viewport.ts";

/** The small map that shows where the view lies on the whole one. */
export type Overview = { show(scene: Scene, ratio: number): void };

/** Longer side of the picture, in CSS pixels, and room round the papers. */
const LONGER = 150;
const SHORTEST = 70;
const ROOM = 7;
const DOT = 1.1;
/** Zoom up to which all of the map is in view, more or less. */
export const WHOLE_ZOOM = 1.08;
/** Part of the view by which an arrow key moves it. */
const STEP = 1 / 4;

/** Returns the overview: dragging or clicking on it, or the arrow keys, move the view. It is hidden while all of the map is in view. */
export function createOverview({ data }: Pick<Atlas, "data">, camera: Camera): Overview {
  const element = findElement("map-overview");
  const canvas = findElement<HTMLCanvasElement>("map-overview-picture");
  const { x: xs, y: ys } = data.papers;
  const { left, right, top, bottom } = measureExtent(xs, ys);
  const scale = Math.min((LONGER - 2 * ROOM) / (right - left), (LONGER - 2 * ROOM) / (bottom - top));
  const width = Math.max(SHORTEST, Math.round((right - left) * scale + 2 * ROOM));
  const height = Math.max(SHORTEST, Math.round((bottom - top) * scale + 2 * ROOM));
  const corner = {
    x: (left + right) / 2 - width / 2 / scale,
    y: (top + bottom) / 2 - height / 2 / scale,
  };
  const papersPicture = document.createElement("canvas");
  let drawn: { colors: Scene["colors"]; emphasis: Scene["emphasis"]; ratio: number } | null = null;
  element.style.width = `${width}px`;
  element.style.height = `${height}px`;

  function drawPapers({ colors, emphasis, ground }: Scene, ratio: number): void {
    if (drawn?.colors === colors && drawn.emphasis === emphasis && drawn.ratio === ratio) return;
    drawn = { colors, emphasis, ratio };
    for (const picture of [papersPicture, canvas]) {
      picture.width = Math.round(width * ratio);
      picture.height = Math.round(height * ratio);
    }
    const context = papersPicture.getContext("2d")!;
    for (const row of emphasis.order) {
      context.fillStyle = emphasis.isFront(row) ? colorOfPaper(colors, row) : ground.faded;
      const [x, y] = [(xs[row]! - corner.x) * scale * ratio, (ys[row]! - corner.y) * scale * ratio];
      context.fillRect(x - DOT * ratio, y - DOT * ratio, 2 * DOT * ratio, 2 * DOT * ratio);
    }
  }

  function moveTo(event: PointerEvent): void {
    const box = element.getBoundingClientRect();
    const x = corner.x + (event.clientX - box.left) / scale;
    const y = corner.y + (event.clientY - box.top) / scale;
    camera.moveTo({ x, y, zoom: camera.viewport().zoom });
  }

  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    moveTo(event);
  });
  element.addEventListener("pointermove", (event) => {
    if (element.hasPointerCapture(event.pointerId)) moveTo(event);
  });
  const directions: Record<string, readonly [number, number]> = {
    ArrowLeft: [1, 0],
    ArrowRight: [-1, 0],
    ArrowUp: [0, 1],
    ArrowDown: [0, -1],
  };
  element.addEventListener("keydown", (event) => {
    const direction = directions[event.key];
    if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const viewport = camera.viewport();
    const [across, down] = direction;
    camera.moveTo(panBy(viewport, across * STEP * viewport.width, down * STEP * viewport.height));
  });

  return {
    show(scene, ratio) {
      const viewport = camera.viewport();
      element.hidden = viewport.zoom <= WHOLE_ZOOM;
      if (element.hidden) return;
      drawPapers(scene, ratio);
      const context = canvas.getContext("2d")!;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.drawImage(papersPicture, 0, 0);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const seen = {
        width: Math.max(6, (viewport.width / viewport.scale) * scale),
        height: Math.max(6, (viewport.height / viewport.scale) * scale),
      };
      const [x, y] = [(viewport.x - corner.x) * scale, (viewport.y - corner.y) * scale];
      context.beginPath();
      context.rect(x - seen.width / 2, y - seen.height / 2, seen.width, seen.height);
      context.globalAlpha = 0.1;
      context.fillStyle = scene.ground.accent;
      context.fill();
      context.globalAlpha = 1;
      context.strokeStyle = scene.ground.accent;
      context.lineWidth = 1.5;
      context.stroke();
    },
  };
}
