import type { PictureCaption } from "./picture-caption.ts";

/** A line of text by its left end and its baseline, in CSS pixels from the top left of the caption. */
export type CaptionText = {
  x: number;
  y: number;
  text: string;
  fontSize: number;
  fontWeight: number;
  isQuiet: boolean;
};

/** A caption that is laid out; dots stand by their middles. */
export type CaptionLayout = { height: number; texts: CaptionText[]; dots: { x: number; y: number; color: string }[] };

/** Returns the width of a text, in CSS pixels. */
export type MeasureCaption = (text: string, fontSize: number, fontWeight: number) => number;

export const DOT_RADIUS = 5;
const MARGIN = 16;
const TITLE = { fontSize: 16, fontWeight: 650 };
const PLAIN = { fontSize: 13, fontWeight: 400 };
const LINE_HEIGHT = 1.4;
const DOT_ROOM = 2 * DOT_RADIUS + 7;
const LEGEND_GAP = 18;
const ELLIPSIS = "…";

/** Returns the caption below a picture of that width: its title, its lines, and its legend in as many rows as it needs. */
export function layOutCaption(
  { title, lines, legend }: PictureCaption,
  width: number,
  measure: MeasureCaption,
): CaptionLayout {
  const texts: CaptionText[] = [];
  const dots: CaptionLayout["dots"] = [];
  const room = Math.max(1, width - 2 * MARGIN);
  let top = MARGIN / 2;
  const write = (line: string, { fontSize, fontWeight }: typeof TITLE, isQuiet: boolean) => {
    for (const text of breakLines(line, room, (part) => measure(part, fontSize, fontWeight))) {
      top += fontSize * LINE_HEIGHT;
      texts.push({ x: MARGIN, y: top - fontSize * 0.3, text, fontSize, fontWeight, isQuiet });
    }
  };
  write(title, TITLE, false);
  for (const line of lines) write(line, PLAIN, true);
  const { fontSize, fontWeight } = PLAIN;
  const measurePlain = (part: string) => measure(part, fontSize, fontWeight);
  let x = Infinity;
  for (const { color, text } of legend) {
    const shown = cutToFit(text, room - DOT_ROOM, measurePlain);
    const length = DOT_ROOM + measurePlain(shown);
    if (x + length > MARGIN + room) {
      x = MARGIN;
      top += fontSize * LINE_HEIGHT + 3;
    }
    const y = top - fontSize * 0.3;
    dots.push({ x: x + DOT_RADIUS, y: y - fontSize * 0.33, color });
    texts.push({ x: x + DOT_ROOM, y, text: shown, fontSize, fontWeight, isQuiet: false });
    x += length + LEGEND_GAP;
  }
  return { height: Math.ceil(top + MARGIN * 0.75), texts, dots };
}

/** Returns a text in lines that fit, broken between words; a word that is longer is cut. */
function breakLines(text: string, room: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && measure(`${last} ${word}`) <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(cutToFit(word, room, measure));
  }
  return lines;
}

/** Returns a text, or as much of it as fits before an ellipsis. */
function cutToFit(text: string, room: number, measure: (text: string) => number): string {
  if (measure(text) <= room) return text;
  const letters = Array.from(text);
  let [fits, over] = [0, letters.length];
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if (measure(letters.slice(0, middle).join("") + ELLIPSIS) <= room) fits = middle;
    else over = middle;
  }
  return letters.slice(0, fits).join("") + ELLIPSIS;
}
