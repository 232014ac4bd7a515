import type { Shape } from "../state.ts";
import { toPlace, type Viewport } from "./viewport.ts";

/** CSS pixels between the corners of a lasso. */
const LASSO_STEP = 4;
/** Numbers of a shape with three corners, the least that has an area. */
const LEAST_NUMBERS = 6;

/**
 * Returns the corners of a shape drawn from one pixel to another, x and y in turn: four of a rectangle; of a lasso one more than `corners`, which are
 * returned themselves where the last of them is too near.
 */
export function extendSketch(
  kind: Shape["kind"],
  from: { x: number; y: number },
  corners: readonly number[] | null,
  to: { x: number; y: number },
): readonly number[] {
  if (kind === "rectangle") return [from.x, from.y, to.x, from.y, to.x, to.y, from.x, to.y];
  const drawn = corners ?? [from.x, from.y];
  const [x, y] = drawn.slice(-2);
  return Math.hypot(to.x - x!, to.y - y!) < LASSO_STEP ? drawn : [...drawn, to.x, to.y];
}

/** Returns the shape on the map of corners in pixels, in whole units; null where they are too few for one. */
export function finishSketch(kind: Shape["kind"], corners: readonly number[], viewport: Viewport): Shape | null {
  if (corners.length < LEAST_NUMBERS) return null;
  const points: number[] = [];
  for (let index = 0; index < corners.length; index += 2) {
    const { x, y } = toPlace(viewport, corners[index]!, corners[index + 1]!);
    points.push(Math.round(x), Math.round(y));
  }
  return { kind, points: kind === "lasso" ? points : [points[0]!, points[1]!, points[4]!, points[5]!] };
}
