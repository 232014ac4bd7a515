import { wrapLabel } from "../../../charts/wrap-label.ts";
import type { AtlasTopic } from "../../atlas-data.ts";

/** A way to set a name in lines, the whole label or the short one; sizes in CSS pixels, with room for the halo. */
export type NameText = { lines: string[]; width: number; height: number; isWhole: boolean };

/** A topic's name before it has a place. Sizes in CSS pixels. */
export type SetName = {
  topic: AtlasTopic;
  fontSize: number;
  lineHeight: number;
  fontWeight: number;
  /** The whole label in a narrow and a wide form, then the short one: the best first. */
  texts: NameText[];
};

/** Returns the width of a text in a font of that size and weight, in CSS pixels. */
export type MeasureNameText = (text: string, fontSize: number, fontWeight: number) => number;

const FINE_WEIGHT = 650;
/** Broad names are lighter and larger, so that both levels can be told apart where they stand together. */
const BROAD_WEIGHT = 400;
const LINE_HEIGHT = 1.16;
/** Room for the halo. */
const HALO = 4;
const LEAST_FONT_SIZE = 11;
/** Smallest and largest font size by level. */
const FONT_SIZES = [
  [12, 14.5],
  [19, 25],
  [22, 28],
] as const;
/** Widths of lines to try, in ems; a word longer than a line has one of its own, up to the last width. */
const LINE_EMS = [10, 15];
const MOST_EMS = 24;
const MOST_LINES = 3;

/**
 * Returns the names of topics in the ways in which they may be set, in the order of the topics. Broad topics and large ones have larger names; `enlarge`
 * multiplies all sizes, but none is under 11 pixels.
 */
export function setNames(topics: readonly AtlasTopic[], measure: MeasureNameText, enlarge = 1): SetName[] {
  const largest = new Map<number, number>();
  for (const { level, size } of topics) largest.set(level, Math.max(largest.get(level) ?? 1, size));
  return topics.map((topic) => {
    const [least, most] = FONT_SIZES[Math.min(topic.level, FONT_SIZES.length - 1)]!;
    const share = Math.sqrt(topic.size / largest.get(topic.level)!);
    const fontSize = Math.max(LEAST_FONT_SIZE, Math.round((least + (most - least) * share) * enlarge * 2) / 2);
    const fontWeight = topic.level > 0 ? BROAD_WEIGHT : FINE_WEIGHT;
    const lineHeight = LINE_HEIGHT * fontSize;
    const measureLine = (line: string) => measure(line, fontSize, fontWeight);
    const texts: NameText[] = [];
    for (const label of new Set([topic.label, topic.shortLabel ?? topic.label])) {
      const text = stripControls(label).replaceAll(" · ", ", ");
      const longestWord = Math.max(0, ...text.split(/\s+/).map(measureLine));
      for (const ems of LINE_EMS) {
        const lines = wrapLabel(
          text,
          Math.min(MOST_EMS * fontSize, Math.max(ems * fontSize, longestWord)),
          measureLine,
        );
        if (lines.length > MOST_LINES && ems !== LINE_EMS[LINE_EMS.length - 1]) continue;
        if (texts.some((other) => other.lines.join("\n") === lines.join("\n"))) continue;
        texts.push({
          lines,
          isWhole: label === topic.label,
          width: Math.max(1, ...lines.map(measureLine)) + 2 * HALO,
          height: Math.max(1, lines.length) * lineHeight + 2 * HALO,
        });
      }
    }
    return { topic, fontSize, lineHeight, fontWeight, texts };
  });
}

/** Control characters, and marks that turn the direction of all that follows. */
export function stripControls(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, " ");
}
