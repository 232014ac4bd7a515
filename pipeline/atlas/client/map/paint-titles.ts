import type { Edges } from "../atlas.ts";
import { FONT_FAMILY } from "./paint-names.ts";
import type { Ground } from "./palette.ts";
import { TITLE_FONT_SIZE, TITLE_LINE_HEIGHT, type TitleText } from "./title-texts.ts";

/** A title with where it is, in CSS pixels of the window, and how much of it is seen, 0 to 1. */
export type ShownTitle = {
  row: number;
  text: TitleText;
  /** Place in TITLE_SIDES. */
  side: number;
  dot: { x: number; y: number };
  /** Its box with the way to its dot. */
  edges: Edges;
  opacity: number;
};

const ALIGNMENTS = ["left", "right", "center", "center"] as const;

/** Returns where the lines of a title are written: x by the alignment of its side, y the middle of each line. */
export function layOutTitle({ text, side, edges }: ShownTitle): {
  x: number;
  align: CanvasTextAlign & ("left" | "right" | "center");
  middles: number[];
} {
  const x = [edges.right - text.width, edges.left + text.width, (edges.left + edges.right) / 2][Math.min(2, side)]!;
  const top =
    side === 2 ? edges.bottom - text.height : side === 3 ? edges.top : (edges.top + edges.bottom - text.height) / 2;
  return {
    x,
    align: ALIGNMENTS[side]!,
    middles: text.lines.map((_, index) => top + (index + 0.5) * TITLE_LINE_HEIGHT),
  };
}

/** Draws titles of papers; that of the paper pointed at is darker. They lie beside the dots, on the ground. */
export function paintTitles(
  context: CanvasRenderingContext2D,
  titles: readonly ShownTitle[],
  pointed: number | null,
  ground: Ground,
): void {
  context.font = `${TITLE_FONT_SIZE}px ${FONT_FAMILY}`;
  context.textBaseline = "middle";
  for (const title of titles) {
    const { x, align, middles } = layOutTitle(title);
    context.textAlign = align;
    context.globalAlpha = title.opacity;
    context.fillStyle = title.row === pointed ? ground.ink : ground.quiet;
    for (const [index, line] of title.text.lines.entries()) {
      context.fillText(line, Math.round(x), Math.round(middles[index]!));
    }
  }
  context.globalAlpha = 1;
}
