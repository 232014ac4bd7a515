import { stripControls } from "./name-texts.ts";

/** A title in lines; sizes in CSS pixels. */
export type TitleText = { lines: string[]; width: number; height: number };

/** Sizes of titles on the map, in CSS pixels. */
export const TITLE_FONT_SIZE = 11;
export const TITLE_LINE_HEIGHT = 13;
const MOST_WIDTH = 190;
const MOST_LINES = 3;
/** Size that no title exceeds. */
export const MOST_TITLE = { width: MOST_WIDTH, height: MOST_LINES * TITLE_LINE_HEIGHT };
/** Characters of a title that are looked at: more never fit. */
const MOST_CHARACTERS = 160;

/** Returns a title in at most three lines, shortened with an ellipsis where it is longer. */
export function wrapTitle(title: string, measure: (text: string) => number): TitleText {
  const words = stripControls(title)
    .slice(0, MOST_CHARACTERS)
    .split(/\s+/)
    .filter((word) => word !== "");
  const lines: string[] = [];
  let line = "";
  let isCut = title.length > MOST_CHARACTERS;
  for (const word of words) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (measure(longer) <= MOST_WIDTH) {
      line = longer;
      continue;
    }
    if (lines.length === MOST_LINES - 1) {
      isCut = true;
      break;
    }
    if (line !== "") lines.push(line);
    line = word;
  }
  if (line !== "") lines.push(line);
  const last = lines.length - 1;
  if (isCut && last >= 0) lines[last] = `${lines[last]}…`;
  const shown = lines.map((text) => cutLine(text, measure));
  return {
    lines: shown,
    width: Math.max(0, ...shown.map(measure)),
    height: shown.length * TITLE_LINE_HEIGHT,
  };
}

function cutLine(text: string, measure: (text: string) => number): string {
  if (measure(text) <= MOST_WIDTH) return text;
  let kept = text.replace(/…$/, "");
  while (kept.length > 1 && measure(`${kept}…`) > MOST_WIDTH) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

/** Returns a measure that adds up the widths of characters, each measured once: never much too narrow, and fast for thousands of titles. */
export function createCharacterMeasure(measureCharacter: (character: string) => number): (text: string) => number {
  const widths = new Map<string, number>();
  return (text) => {
    let sum = 0;
    for (const character of text) {
      let width = widths.get(character);
      if (width === undefined) {
        width = measureCharacter(character);
        widths.set(character, width);
      }
      sum += width;
    }
    return sum;
  };
}
