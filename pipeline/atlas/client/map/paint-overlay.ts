import type { PointColors } from "./coloring.ts";
import { LABEL_WEIGHT, type MapLabel } from "./map-labels.ts";
import { type Ground, inkOf, rimOf } from "./palette.ts";
import { toScreen, type Viewport } from "./viewport.ts";

/** A label with how much of it is seen, 0 to 1. */
export type ShownLabel = { label: MapLabel; opacity: number; isMarked: boolean; isFaded: boolean };

const HALO = 4;
/** Font of the names, as in CSS: that of the page. */
export const FONT_FAMILY =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif';

/** Returns the pixel of a name's middle. */
export function locateLabel({ x, y, shift }: MapLabel, viewport: Viewport): { x: number; y: number } {
  const place = toScreen(viewport, x, y);
  return { x: place.x, y: place.y + shift };
}

/** Returns the colour of a name: that of its topic, or grey where another topic is selected; both can be read. */
export function inkOfLabel({ topic }: MapLabel, isFaded: boolean, ground: Ground): string {
  return isFaded ? ground.quiet : inkOf(ground.isDark ? topic.darkColor : topic.color, ground);
}

/** Draws the names of topics over a halo of the ground's colour; a marked one is underlined. */
export function paintLabels(
  context: CanvasRenderingContext2D,
  shown: readonly ShownLabel[],
  viewport: Viewport,
  ground: Ground,
): void {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const { label, opacity, isMarked, isFaded } of shown) {
    const { x, y } = locateLabel(label, viewport);
    if (x < -label.width || y < -label.height) continue;
    if (x > viewport.width + label.width || y > viewport.height + label.height) continue;
    context.globalAlpha = opacity;
    context.font = `${LABEL_WEIGHT} ${label.fontSize}px ${FONT_FAMILY}`;
    context.fillStyle = inkOfLabel(label, isFaded, ground);
    context.strokeStyle = ground.ground;
    context.lineWidth = 2 * HALO;
    const first = y - ((label.lines.length - 1) * label.lineHeight) / 2;
    for (const [index, line] of label.lines.entries()) {
      context.strokeText(line, Math.round(x), Math.round(first + index * label.lineHeight));
    }
    for (const [index, line] of label.lines.entries()) {
      context.fillText(line, Math.round(x), Math.round(first + index * label.lineHeight));
    }
    if (isMarked) context.fillRect(x - label.width / 2 + HALO, y + label.height / 2 - 3, label.width - 2 * HALO, 2);
  }
  context.globalAlpha = 1;
}

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
