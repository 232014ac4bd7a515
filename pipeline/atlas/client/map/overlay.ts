import type { Atlas } from "../atlas.ts";
import { paintNames, type ShownName } from "./paint-names.ts";
import { colorOfPaper, paintMarkedPaper, paintRings, paintShape, paintSpokes } from "./paint-overlay.ts";
import { paintTitles, type ShownTitle } from "./paint-titles.ts";
import type { Scene } from "./surface.ts";
import { toScreen, type Viewport } from "./viewport.ts";

/** What the overlay draws in one frame. */
export type OverlayFrame = {
  scene: Scene;
  viewport: Viewport;
  ratio: number;
  names: readonly ShownName[];
  titles: readonly ShownTitle[];
  /** Corners of the shape that is being drawn, in CSS pixels. */
  sketched: readonly number[] | null;
  pulse: { rows: ArrayLike<number>; share: number } | null;
};

/** The canvas over the papers: names, the papers pointed at and opened, and the selection. */
export type Overlay = { show(frame: OverlayFrame): void };

const SPOKES = 8;

/** Returns the overlay of a canvas. */
export function createOverlay(
  canvas: HTMLCanvasElement,
  { data, state, nearest }: Pick<Atlas, "data" | "state" | "nearest">,
): Overlay {
  const context = canvas.getContext("2d")!;
  const { papers } = data;
  return {
    show({ scene, viewport, ratio, names, titles, sketched, pulse }) {
      const width = Math.max(1, Math.round(viewport.width * ratio));
      const height = Math.max(1, Math.round(viewport.height * ratio));
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, viewport.width, viewport.height);
      const { hovered, paper, selection } = state.get();
      const place = (row: number) => toScreen(viewport, papers.x[row]!, papers.y[row]!);
      const radius = scene.radius / ratio;
      if (paper !== null) {
        const near = Array.from(nearest.find(paper)?.rows ?? []).slice(0, SPOKES);
        paintSpokes(context, place(paper), near.map(place), scene.ground);
      }
      paintTitles(context, titles, hovered, scene.ground);
      paintNames(context, names, viewport, scene.ground);
      if (pulse) paintRings(context, Array.from(pulse.rows, place), radius, pulse.share, scene.ground);
      for (const row of [paper, hovered]) {
        if (row !== null) paintMarkedPaper(context, place(row), colorOfPaper(scene.colors, row), radius, scene.ground);
      }
      if (selection) {
        const corners = selection.kind === "lasso" ? selection.points : listCorners(selection.points);
        const pixels = corners.flatMap((value, index) => {
          if (index % 2 === 1) return [];
          const { x, y } = toScreen(viewport, value, corners[index + 1]!);
          return [x, y];
        });
        paintShape(context, pixels, scene.ground);
      }
      if (sketched) paintShape(context, sketched, scene.ground);
    },
  };
}

function listCorners([left, top, right, bottom]: readonly number[]): number[] {
  return [left!, top!, right!, top!, right!, bottom!, left!, bottom!];
}
