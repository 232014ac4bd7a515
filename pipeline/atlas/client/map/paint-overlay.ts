import type { PointColors } from "./coloring.ts";
import { type Ground, rimOf } from "./palette.ts";

/** Draws a paper larger, with a ring of the accent round it. */
export function paintMarkedPaper(
  context: CanvasRenderingContext2D,
  place: { x: number; y: number },
  color: string,
  radius: number,
  ground: Ground,
): void {
  const disc = (size: number) => {
    context.beginPath();
    context.arc(place.x, place.y, size, 0, 2 * Math.PI);
  };
  context.fillStyle = ground.ground;
  disc(radius + 5.5);
  context.fill();
  context.lineWidth = 2.5;
  context.strokeStyle = ground.ink;
  disc(radius + 4);
  context.stroke();
  context.fillStyle = color;
  context.strokeStyle = rimOf(color, ground);
  context.lineWidth = 1;
  disc(radius + 0.5);
  context.fill();
  context.stroke();
}

/** Draws rings round places, the larger and the paler the nearer `share` is to 1. */
export function paintRings(
  context: CanvasRenderingContext2D,
  places: readonly { x: number; y: number }[],
  radius: number,
  share: number,
  ground: Ground,
): void {
  context.strokeStyle = ground.accent;
  context.lineWidth = 3 - 1.5 * share;
  context.globalAlpha = 1 - share ** 2;
  context.beginPath();
  for (const { x, y } of places) {
    const size = radius + 2 + 16 * share;
    context.moveTo(x + size, y);
    context.arc(x, y, size, 0, 2 * Math.PI);
  }
  context.stroke();
  context.globalAlpha = 1;
}

/** Draws thin lines from a paper to others, the nearest the strongest. */
export function paintSpokes(
  context: CanvasRenderingContext2D,
  from: { x: number; y: number },
  to: readonly { x: number; y: number }[],
  ground: Ground,
): void {
  context.strokeStyle = ground.ink;
  context.lineWidth = 1.2;
  for (const [rank, { x, y }] of to.entries()) {
    context.globalAlpha = 0.55 - (0.3 * rank) / Math.max(1, to.length - 1);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(x, y);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** Draws a closed line given in CSS pixels, x and y in turn. */
export function paintShape(context: CanvasRenderingContext2D, corners: readonly number[], ground: Ground): void {
  context.beginPath();
  for (let index = 0; index < corners.length; index += 2) context.lineTo(corners[index]!, corners[index + 1]!);
  context.closePath();
  context.globalAlpha = 0.08;
  context.fillStyle = ground.accent;
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = ground.accent;
  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  context.stroke();
  context.setLineDash([]);
}

/** Returns the colour that a paper is drawn in. */
export function colorOfPaper({ palette, colorOf }: PointColors, row: number): string {
  return palette[colorOf[row]!]!;
}
