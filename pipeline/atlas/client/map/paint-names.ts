import type { Box, LineSegment } from "../../../charts/boxes.ts";
import { blendColors, readableInk } from "./contrast.ts";
import type { NameText, SetName } from "./name-texts.ts";
import { type Ground, inkOf } from "./palette.ts";

/** A name with where it is, in CSS pixels of the window, and how much of it is seen, 0 to 1. */
export type ShownName = {
  name: SetName;
  text: NameText;
  box: Box;
  line: LineSegment | null;
  opacity: number;
  isMarked: boolean;
  isFaded: boolean;
};

/** Half the width of the halo round letters. */
export const HALO = 4;
const LINE_WIDTH = 1.1;
/** Share of the ground in the colour of a broad name. */
const BROAD_TONE = 0.25;
const BROAD_CONTRAST = 4.5;
/** Font of the names, as in CSS: that of the page. */
export const FONT_FAMILY =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif';

/** Returns the colour of a name: that of its topic, paler for a broad one, or grey where another topic is selected; all can be read. */
export function inkOfName({ topic }: SetName, isFaded: boolean, ground: Ground): string {
  if (isFaded) return ground.quiet;
  const color = ground.isDark ? topic.darkColor : topic.color;
  if (topic.level === 0) return inkOf(color, ground);
  const pale = blendColors(color, ground.ground, BROAD_TONE);
  return readableInk(pale, ground.ground, ground.isDark ? "#ffffff" : "#000000", BROAD_CONTRAST);
}

/** Returns the baseline-less middles of a name's lines of text, from the top. */
export function listLineMiddles({ name, text, box }: ShownName): number[] {
  const first = box.y - ((text.lines.length - 1) * name.lineHeight) / 2;
  return text.lines.map((_, index) => first + index * name.lineHeight);
}

/** Draws the names of topics over a halo of the ground's colour, and the lines to their papers; a marked one is underlined. */
export function paintNames(
  context: CanvasRenderingContext2D,
  shown: readonly ShownName[],
  window: { width: number; height: number },
  ground: Ground,
): void {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const { line, opacity, name, isFaded } of shown) {
    if (!line) continue;
    context.globalAlpha = opacity;
    for (const [color, width] of [
      [ground.ground, LINE_WIDTH + 2],
      [inkOfName(name, isFaded, ground), LINE_WIDTH],
    ] as const) {
      context.strokeStyle = color;
      context.lineWidth = width;
      context.beginPath();
      context.moveTo(line.x1, line.y1);
      context.lineTo(line.x2, line.y2);
      context.stroke();
    }
  }
  for (const one of shown) {
    const { box, name, text } = one;
    if (box.x < -box.width || box.y < -box.height) continue;
    if (box.x > window.width + box.width || box.y > window.height + box.height) continue;
    context.globalAlpha = one.opacity;
    context.font = `${name.fontWeight} ${name.fontSize}px ${FONT_FAMILY}`;
    context.fillStyle = inkOfName(name, one.isFaded, ground);
    context.strokeStyle = ground.ground;
    context.lineWidth = 2 * HALO;
    const middles = listLineMiddles(one);
    for (const [index, line] of text.lines.entries()) {
      context.strokeText(line, Math.round(box.x), Math.round(middles[index]!));
    }
    for (const [index, line] of text.lines.entries()) {
      context.fillText(line, Math.round(box.x), Math.round(middles[index]!));
    }
    if (one.isMarked)
      context.fillRect(box.x - box.width / 2 + HALO, box.y + box.height / 2 - 3, box.width - 2 * HALO, 2);
  }
  context.globalAlpha = 1;
}
