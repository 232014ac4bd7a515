import type { AtlasTopic } from "../../atlas-data.ts";
import { smoothRing, type TopicContours } from "./contours.ts";
import { type PointScene, type Projection, paintPoints, type Rectangle } from "./paint-points.ts";
import type { Viewport } from "./viewport.ts";

/** What lies under the labels: contours and papers. A new object is drawn anew; the same one, moved, is shifted. */
export type Scene = PointScene & {
  contours: readonly TopicContours[];
  topicById: ReadonlyMap<number, AtlasTopic>;
  /** Topics whose contours are drawn; null for all. */
  family: ReadonlySet<number> | null;
  /** How much of the contours is seen, 0 to 1. */
  haze: number;
};

type Drawn = { scene: Scene; projection: Projection; width: number; height: number };

/** A full picture that takes longer than this is put off while the zoom changes; until then the last one is scaled. */
const SLOW_MS = 28;
const IDLE_MS = 140;
/** Opacity of one level of a topic's contours; they lie over each other. */
export const LEVEL_OPACITY = 0.055;

/** Returns where the papers of a viewport lie on a canvas of `ratio` pixels per CSS pixel. */
export function projectViewport({ x, y, scale, width, height }: Viewport, ratio: number): Projection {
  return {
    scale: scale * ratio,
    left: Math.round((width / 2) * ratio - x * scale * ratio),
    top: Math.round((height / 2) * ratio - y * scale * ratio),
  };
}

/** Draws ground, contours and papers into a part of a canvas. */
export function paintScene(
  context: CanvasRenderingContext2D,
  scene: Scene,
  projection: Projection,
  part: Rectangle,
): void {
  context.save();
  context.beginPath();
  context.rect(part.x, part.y, part.width, part.height);
  context.clip();
  context.fillStyle = scene.ground.ground;
  context.fillRect(part.x, part.y, part.width, part.height);
  paintContours(context, scene, projection);
  paintPoints(context, scene, projection, part);
  context.restore();
}

function paintContours(context: CanvasRenderingContext2D, scene: Scene, { scale, left, top }: Projection): void {
  const { contours, topicById, family, ground, emphasis, haze } = scene;
  if (haze === 0) return;
  for (const { topic, levels } of contours) {
    const isFaded = family ? !family.has(topic) : emphasis.isPartial;
    const { color, darkColor } = topicById.get(topic)!;
    context.fillStyle = ground.isDark ? darkColor : color;
    context.globalAlpha = haze * (isFaded ? LEVEL_OPACITY * 0.25 : LEVEL_OPACITY);
    for (const rings of levels) {
      context.beginPath();
      for (const ring of rings) {
        smoothRing(
          ring,
          (x, y) => context.moveTo(x * scale + left, y * scale + top),
          (bendX, bendY, x, y) =>
            context.quadraticCurveTo(bendX * scale + left, bendY * scale + top, x * scale + left, y * scale + top),
        );
        context.closePath();
      }
      context.fill();
    }
  }
  context.globalAlpha = 1;
}

/** The canvas of the papers. */
export type Surface = {
  /** Shows the scene in the viewport: moved only, the last picture is shifted and the strips laid open are drawn. */
  show(scene: Scene, viewport: Viewport, ratio: number): void;
};

/** Returns the surface of a canvas; `redraw` is called when a picture that was put off is due. */
export function createSurface(canvas: HTMLCanvasElement, redraw: () => void): Surface {
  // Papers are stamped into its pixels, so that it is kept where the processor can read it.
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true })!;
  let drawn: Drawn | null = null;
  let snapshot: { canvas: HTMLCanvasElement; of: Drawn } | null = null;
  let lastCost = 0;
  let timer = 0;

  function drawAll(next: Drawn): void {
    const began = performance.now();
    paintScene(context, next.scene, next.projection, { x: 0, y: 0, width: next.width, height: next.height });
    lastCost = performance.now() - began;
    snapshot = null;
  }

  function shift(last: Drawn, next: Drawn): void {
    const dx = next.projection.left - last.projection.left;
    const dy = next.projection.top - last.projection.top;
    if (dx === 0 && dy === 0) return;
    const { width, height } = next;
    if (Math.abs(dx) >= width || Math.abs(dy) >= height) {
      drawAll(next);
      return;
    }
    context.globalCompositeOperation = "copy";
    context.drawImage(canvas, dx, dy);
    context.globalCompositeOperation = "source-over";
    const paint = (part: Rectangle) => paintScene(context, next.scene, next.projection, part);
    if (dx !== 0) paint({ x: dx > 0 ? 0 : width + dx, y: 0, width: Math.abs(dx), height });
    if (dy !== 0) paint({ x: 0, y: dy > 0 ? 0 : height + dy, width, height: Math.abs(dy) });
  }

  function scaleLast(last: Drawn, next: Drawn): void {
    if (!snapshot) {
      const copy = document.createElement("canvas");
      copy.width = last.width;
      copy.height = last.height;
      copy.getContext("2d")!.drawImage(canvas, 0, 0);
      snapshot = { canvas: copy, of: last };
    }
    const factor = next.projection.scale / snapshot.of.projection.scale;
    context.fillStyle = next.scene.ground.ground;
    context.fillRect(0, 0, next.width, next.height);
    context.setTransform(
      factor,
      0,
      0,
      factor,
      next.projection.left - snapshot.of.projection.left * factor,
      next.projection.top - snapshot.of.projection.top * factor,
    );
    context.drawImage(snapshot.canvas, 0, 0);
    context.resetTransform();
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      drawn = null;
      redraw();
    }, IDLE_MS);
  }

  return {
    show(scene, viewport, ratio) {
      const width = Math.max(1, Math.round(viewport.width * ratio));
      const height = Math.max(1, Math.round(viewport.height * ratio));
      const next: Drawn = { scene, projection: projectViewport(viewport, ratio), width, height };
      const last = drawn;
      drawn = next;
      const isResized = canvas.width !== width || canvas.height !== height;
      if (isResized) {
        canvas.width = width;
        canvas.height = height;
      }
      const isMoved = last?.scene === scene && last.projection.scale === next.projection.scale;
      const isLike = last?.scene.colors === scene.colors && last.scene.emphasis === scene.emphasis;
      if (isResized || !last) drawAll(next);
      else if (isMoved && !snapshot) shift(last, next);
      else if (isLike && lastCost > SLOW_MS && (snapshot || last.projection.scale !== next.projection.scale))
        scaleLast(last, next);
      else drawAll(next);
    },
  };
}
